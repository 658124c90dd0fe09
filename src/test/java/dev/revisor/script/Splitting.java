package dev.revisor.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Splits texts in memory, for tests.
final class Splitting {
  private Splitting() {}

  /// The statements of a text that is all of one section; COPY data are skipped.
  static List<Statement> statements(String sql, Variables variables) {
    try {
      var reader = StatementReader.of(sql, variables);
      var statements = new ArrayList<Statement>();
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        statements.add(next.get());
      }
      return statements;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The texts of the statements.
  static List<String> texts(String sql) {
    return statements(sql, Variables.none()).stream().map(Statement::text).toList();
  }

  /// What is wrong with a file that has this upgrade section, with lines counted in the section.
  static List<String> problems(String sql) {
    var file = "-- revisor:revision a\n-- revisor:upgrade\n" + sql;
    return switch (ScriptReader.read(file)) {
      case ScriptReader.Result.Valid _ -> List.of();
      case ScriptReader.Result.Invalid(_, var problems) ->
          problems.stream()
              .map(each -> (each.line() - 2) + ":" + each.column() + ": " + each.message())
              .toList();
    };
  }

  /// The script in a text that is right.
  static Script script(String file) {
    return switch (ScriptReader.read(file)) {
      case ScriptReader.Result.Valid(var script) -> script;
      case ScriptReader.Result.Invalid(_, var problems) ->
          throw new AssertionError("the script has problems: " + problems);
    };
  }

  /// A section's statements in a text.
  static List<Statement> statements(String file, Section section, Variables variables) {
    try {
      var reader = StatementReader.of(new StringReader(file), section, variables);
      var statements = new ArrayList<Statement>();
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        statements.add(next.get());
      }
      return statements;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
