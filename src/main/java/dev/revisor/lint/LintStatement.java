package dev.revisor.lint;

import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.CommandParser;
import dev.revisor.script.Lexeme;
import dev.revisor.script.Lexemes;
import dev.revisor.script.Position;
import dev.revisor.script.Statement;
import dev.revisor.script.StatementKind;
import java.util.List;

/// A statement as rules see it. Not thread-safe: it remembers the last place that was asked for.
final class LintStatement {
  /// How many tokens are looked at: rules need the beginning of long INSERTs alone.
  private static final int MOST_TOKENS = 50_000;

  private final String text;
  private final Position start;
  private final StatementKind kind;
  private final List<Lexeme> lexemes;
  private final Command command;
  private int offset;
  private Position position;

  LintStatement(Statement statement) {
    this.text = statement.text();
    this.start = statement.position();
    this.kind = statement.kind();
    this.lexemes = Lexemes.of(text, MOST_TOKENS);
    this.command = CommandParser.parse(text, lexemes);
    this.position = start;
  }

  Position start() {
    return start;
  }

  StatementKind kind() {
    return kind;
  }

  List<Lexeme> lexemes() {
    return lexemes;
  }

  Command command() {
    return command;
  }

  /// Where the character at `index` stands in the file. Linear over calls that go forward.
  Position positionAt(int index) {
    if (index < offset) {
      offset = 0;
      position = start;
    }
    var line = position.line();
    var column = position.column();
    var end = Math.min(index, text.length());
    for (; offset < end; offset++) {
      var c = text.charAt(offset);
      if (c == '\n' || c == '\r') {
        line += c == '\n' && offset > 0 && text.charAt(offset - 1) == '\r' ? 0 : 1;
        column = 1;
      } else if (!Character.isLowSurrogate(c)) {
        column++;
      }
    }
    position = new Position(line, column);
    return position;
  }

  /// Behind its last character.
  Position end() {
    return positionAt(text.length());
  }
}
