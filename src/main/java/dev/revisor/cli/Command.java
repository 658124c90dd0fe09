package dev.revisor.cli;

/// What a command does once its arguments are parsed. Its fields are what it declares.
interface Command extends Declared {
  /// Runs, and prints its result to the session's console.
  ///
  /// @throws Failure when it cannot go on for a reason that the user should read
  /// @throws Exception anything else is a fault of this program
  ExitCode run(Session session) throws Exception;
}
