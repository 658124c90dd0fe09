package dev.revisor.cli;

/// What a command that runs scripts does about lint's findings.
enum LintMode {
  /// Does not look.
  off,
  /// Tells of them.
  warn,
  /// Refuses a plan that has some of the first five levels.
  enforce
}
