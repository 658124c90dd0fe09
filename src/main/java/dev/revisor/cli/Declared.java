package dev.revisor.cli;

/// What is told to picocli of a command, or of options that several commands share.
interface Declared {
  /// Declares every option and parameter, and the field that each value goes to.
  void declare(Declaration command);
}
