package dev.revisor.schema;

import java.util.List;
import java.util.Random;

/// Statements that are drawn: the same seed draws the same.
final class Drawing {
  private static final String OF_PAIR =
      "CREATE FUNCTION of_pair(pair) RETURNS int IMMUTABLE LANGUAGE sql AS 'select $1.a';\n";

  private final Random random;
  private final StringBuilder text = new StringBuilder();

  Drawing(long seed) {
    this.random = new Random(seed);
  }

  /// One of some words.
  String one(String... words) {
    return words[random.nextInt(words.length)];
  }

  /// Whether something that comes once in so many times comes.
  boolean comes(int times) {
    return random.nextInt(times) == 0;
  }

  int number(int bound) {
    return random.nextInt(bound);
  }

  void say(String statement, Object... values) {
    var sql = statement.formatted(values);
    text.append(sql.contains("of_pair(") ? OF_PAIR : "").append(sql).append('\n');
  }

  /// Once in three times.
  void maybe(String statement, Object... values) {
    if (comes(3)) {
      say(statement, values);
    }
  }

  /// A line that is there once in three times.
  void optional(List<String> lines, String line) {
    if (comes(3)) {
      lines.add(line);
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
