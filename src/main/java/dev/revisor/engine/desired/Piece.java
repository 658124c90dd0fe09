package dev.revisor.engine.desired;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.Lexeme;
import dev.revisor.script.Lexemes;
import dev.revisor.script.Position;
import dev.revisor.script.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// One statement of a desired schema.
///
/// @param file as it is shown
/// @param order what its place in the file means
record Piece(String file, Statement statement, Order order) {
  private static final Set<String> DEEDS =
      Set.of(
          "DROP",
          "DO",
          "CALL",
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "TRUNCATE",
          "REFRESH",
          "LOCK",
          "WITH");

  /// How many tokens show what a statement is.
  private static final int HEAD = 10;

  /// Whether a statement of a file can be passed by later ones while it waits for an object.
  enum Order {
    /// Changes how the statements behind it are understood: said again before them.
    SETTING,
    /// Says what is to be; may come whenever it can.
    ANY,
    /// Finds something else when it comes too early (`IF EXISTS`, `OR REPLACE`, data): waits for
    /// those before it.
    AFTER,
    /// Is about all objects that there are: comes last.
    LAST
  }

  static Piece of(String file, Statement statement) {
    return new Piece(file, statement, order(Lexemes.of(statement.text(), HEAD)));
  }

  private static Order order(List<Lexeme> head) {
    var words = head.stream().map(token -> token.text().toUpperCase(Locale.ROOT)).toList();
    var first = words.getFirst();
    if (first.equals("SET") || first.equals("RESET") || isSetConfig(words)) {
      return Order.SETTING;
    }
    if ((first.equals("GRANT") || first.equals("REVOKE")) && words.contains("ALL")) {
      return hasRow(words, "ON", "ALL") ? Order.LAST : Order.ANY;
    }
    return DEEDS.contains(first) || hasRow(words, "IF", "EXISTS") || hasRow(words, "OR", "REPLACE")
        ? Order.AFTER
        : Order.ANY;
  }

  private static boolean isSetConfig(List<String> words) {
    return words.getFirst().equals("SELECT") && words.contains("SET_CONFIG");
  }

  private static boolean hasRow(List<String> words, String one, String two) {
    var at = words.indexOf(one);
    return at >= 0 && at + 1 < words.size() && words.get(at + 1).equals(two);
  }

  String text() {
    return statement.text();
  }

  Problem problem(Position position, String message) {
    return new Problem(file, position.line(), position.column(), message);
  }
}
