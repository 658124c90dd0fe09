package dev.revisor.engine.scratch;

import dev.revisor.script.Lexeme;
import dev.revisor.script.Lexemes;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Statements whose effect on a schema may be another one tomorrow: those that call what may ask
/// for the time or for chance, as one that makes the partitions of this month. What they make is
/// not kept.
public final class Moment {
  /// These say what is to be, and run nothing of the user's but defaults and the like later.
  private static final Set<String> DECLARATIONS =
      Set.of(
          "create",
          "alter",
          "drop",
          "comment",
          "grant",
          "revoke",
          "set",
          "reset",
          "security",
          "begin",
          "commit",
          "insert",
          "update",
          "delete",
          "copy",
          "truncate",
          "lock",
          "analyze");

  private static final Set<String> HARMLESS_CALLS = Set.of("set_config", "setval");

  private static final Set<String> ASKING =
      Set.of(
          "now",
          "current_date",
          "current_time",
          "current_timestamp",
          "localtime",
          "localtimestamp",
          "clock_timestamp",
          "statement_timestamp",
          "transaction_timestamp",
          "timeofday",
          "today",
          "tomorrow",
          "yesterday",
          "random",
          "gen_random_uuid",
          "txid_current",
          "perform",
          "call");

  private Moment() {}

  /// Whether the moment may decide what a statement makes.
  public static boolean decides(String statement) {
    var tokens = Lexemes.of(statement, Integer.MAX_VALUE);
    if (tokens.isEmpty()) {
      return false;
    }
    var first = tokens.getFirst().name();
    if (first.equals("do")) {
      return asks(statement);
    }
    if (first.equals("select")) {
      return tokens.stream().noneMatch(token -> HARMLESS_CALLS.contains(token.name()));
    }
    return !DECLARATIONS.contains(first) || (boundsPartition(tokens) && asks(statement));
  }

  /// The bounds of a partition are worked out when it is made.
  private static boolean boundsPartition(List<Lexeme> tokens) {
    for (var at = 0; at + 1 < tokens.size(); at++) {
      if (tokens.get(at).isWord("FOR") && tokens.get(at + 1).isWord("VALUES")) {
        return true;
      }
    }
    return false;
  }

  /// Whether such a word stands anywhere, in bodies too.
  private static boolean asks(String statement) {
    for (var word : statement.toLowerCase(Locale.ROOT).split("[^a-z_]+")) {
      if (ASKING.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
