package dev.revisor.plan;

/// A plan, or why there is none.
public sealed interface PlanResult {

  /// Steps to run; none where nothing is to be done.
  record Planned(Plan plan) implements PlanResult {}

  /// Nothing may run.
  record Refused(Refusal refusal) implements PlanResult {}
}
