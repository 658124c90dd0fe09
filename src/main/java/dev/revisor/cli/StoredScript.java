package dev.revisor.cli;

import dev.revisor.engine.history.StoredDowngrade;
import dev.revisor.lint.LintScript;
import dev.revisor.script.ScriptReader;
import dev.revisor.script.TransactionMode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Optional;

/// A downgrade that the database keeps, as a file that has nothing else.
final class StoredScript {
  private static final String HEAD =
      "-- revisor:revision x\n-- revisor:upgrade\n-- revisor:downgrade";

  /// How many lines stand before the downgrade's own first.
  static final int HEAD_LINES = (int) HEAD.lines().count();

  private StoredScript() {}

  /// Empty where it is no script.
  static Optional<LintScript> read(StoredDowngrade stored) {
    var mode = stored.mode() == TransactionMode.NONE ? " transaction=none" : "";
    var file = HEAD + mode + "\n" + stored.sql();
    if (!(ScriptReader.read(file) instanceof ScriptReader.Result.Valid(var script))) {
      return Optional.empty();
    }
    try {
      return Optional.of(LintScript.read(script, () -> new StringReader(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("a string reader does not fail", e);
    }
  }
}
