package dev.revisor.engine.run;

import dev.revisor.script.Statement;

/// A statement as messages and records show it: without the values of variables, which may be
/// secrets.
final class ShownStatement {
  private static final String VARIABLE = ":…";
  private static final String COLON = ":";

  private ShownStatement() {}

  static String of(Statement statement) {
    var text = statement.text();
    var shown = new StringBuilder();
    var from = 0;
    for (var replaced : statement.source().replacements()) {
      var value = text.substring(replaced.from(), replaced.to());
      shown.append(text, from, replaced.from()).append(value.equals(COLON) ? COLON : VARIABLE);
      from = replaced.to();
    }
    return shown.append(text, from, text.length()).toString();
  }
}
