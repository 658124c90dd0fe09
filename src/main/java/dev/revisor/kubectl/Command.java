package dev.revisor.kubectl;

/// A subcommand.
interface Command {
  /// @throws Refusal what cannot be done, and why
  ExitCode run(Session session);
}
