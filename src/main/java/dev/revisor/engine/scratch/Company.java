package dev.revisor.engine.scratch;

/// Who else is on the server of a scratch database, and so what may be done there.
public enum Company {
  /// Databases that matter, the target among them: nothing may reach beyond the scratch.
  OTHERS,
  /// A server that the user gave for the purpose: statements run as they are.
  GIVEN,
  /// Nobody: the server was started for the scratch. What is missing around it, such as roles, may
  /// be made.
  NONE
}
