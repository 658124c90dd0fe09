package dev.revisor.engine.result;

/// How a run ended. The names are those of the JSON document and of the table `run`.
public enum Outcome {
  /// Every step of the plan is applied.
  Succeeded,
  /// The database was where it should be.
  NothingToDo,
  /// Nothing was touched: the request or a policy does not allow it.
  Refused,
  /// Something went wrong; the steps before it stay applied.
  Failed
}
