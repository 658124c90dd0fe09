package dev.revisor.script;

import static dev.revisor.script.StatementKind.BEGIN;
import static dev.revisor.script.StatementKind.COMMIT;
import static dev.revisor.script.StatementKind.ORDINARY;
import static dev.revisor.script.StatementKind.OUTSIDE_TRANSACTION;
import static dev.revisor.script.StatementKind.PREPARE_TRANSACTION;
import static dev.revisor.script.StatementKind.ROLLBACK;
import static dev.revisor.script.StatementKind.SAVEPOINT;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Recognises statements by their leading tokens. Listed as [StatementKind#OUTSIDE_TRANSACTION] is
/// what every supported server refuses in a transaction block for certain
/// (`PreventInTransactionBlock`); where it depends on the database (CREATE SUBSCRIPTION, CLUSTER or
/// REINDEX of a partitioned table), the server decides.
final class Classification {
  /// How many leading tokens decide.
  static final int TOKENS = 24;

  /// `[X]` may be absent, `…` is any run of tokens, `.` at the end is the statement's end, `'` is a
  /// string constant. The first rule that fits counts.
  private static final List<Rule> RULES =
      List.of(
          rule("BEGIN", BEGIN),
          rule("START TRANSACTION", BEGIN),
          rule("COMMIT PREPARED", OUTSIDE_TRANSACTION),
          rule("COMMIT", COMMIT),
          rule("END", COMMIT),
          rule("ROLLBACK PREPARED", OUTSIDE_TRANSACTION),
          rule("ROLLBACK [WORK] [TRANSACTION] TO", SAVEPOINT),
          rule("ROLLBACK", ROLLBACK),
          rule("ABORT", ROLLBACK),
          rule("SAVEPOINT", SAVEPOINT),
          rule("RELEASE", SAVEPOINT),
          rule("PREPARE TRANSACTION '", PREPARE_TRANSACTION),
          rule("VACUUM", OUTSIDE_TRANSACTION),
          rule("CREATE [UNIQUE] INDEX CONCURRENTLY", OUTSIDE_TRANSACTION),
          rule("DROP INDEX CONCURRENTLY", OUTSIDE_TRANSACTION),
          rule("REINDEX SCHEMA", OUTSIDE_TRANSACTION),
          rule("REINDEX DATABASE", OUTSIDE_TRANSACTION),
          rule("REINDEX SYSTEM", OUTSIDE_TRANSACTION),
          rule("REINDEX INDEX CONCURRENTLY", OUTSIDE_TRANSACTION),
          rule("REINDEX TABLE CONCURRENTLY", OUTSIDE_TRANSACTION),
          rule("REINDEX ( … ) SCHEMA", OUTSIDE_TRANSACTION),
          rule("REINDEX ( … ) DATABASE", OUTSIDE_TRANSACTION),
          rule("REINDEX ( … ) SYSTEM", OUTSIDE_TRANSACTION),
          rule("REINDEX ( … ) INDEX CONCURRENTLY", OUTSIDE_TRANSACTION),
          rule("REINDEX ( … ) TABLE CONCURRENTLY", OUTSIDE_TRANSACTION),
          rule("REINDEX ( … CONCURRENTLY ,", OUTSIDE_TRANSACTION),
          rule("REINDEX ( … CONCURRENTLY )", OUTSIDE_TRANSACTION),
          rule("REINDEX ( … CONCURRENTLY ON", OUTSIDE_TRANSACTION),
          rule("REINDEX ( … CONCURRENTLY 1", OUTSIDE_TRANSACTION),
          rule("REINDEX ( … CONCURRENTLY TRUE", OUTSIDE_TRANSACTION),
          rule("ALTER TABLE … DETACH PARTITION … CONCURRENTLY", OUTSIDE_TRANSACTION),
          rule("CLUSTER .", OUTSIDE_TRANSACTION),
          rule("CLUSTER VERBOSE .", OUTSIDE_TRANSACTION),
          rule("CLUSTER ( … ) .", OUTSIDE_TRANSACTION),
          rule("CREATE DATABASE", OUTSIDE_TRANSACTION),
          rule("DROP DATABASE", OUTSIDE_TRANSACTION),
          rule("ALTER DATABASE … SET TABLESPACE", OUTSIDE_TRANSACTION),
          rule("CREATE TABLESPACE", OUTSIDE_TRANSACTION),
          rule("DROP TABLESPACE", OUTSIDE_TRANSACTION),
          rule("ALTER SYSTEM", OUTSIDE_TRANSACTION),
          rule("DISCARD ALL", OUTSIDE_TRANSACTION));

  private static final Map<String, List<Rule>> BY_FIRST_WORD =
      RULES.stream().collect(Collectors.groupingBy(rule -> rule.pattern.getFirst()));

  private record Rule(List<String> pattern, StatementKind kind) {}

  private Classification() {}

  private static Rule rule(String pattern, StatementKind kind) {
    return new Rule(List.of(pattern.split(" ")), kind);
  }

  /// `tokens` are the first [#TOKENS] of a statement, at least one, words in upper case; or all of
  /// them when they are fewer.
  static StatementKind of(List<String> tokens) {
    for (var rule : BY_FIRST_WORD.getOrDefault(tokens.getFirst(), List.of())) {
      if (fits(rule.pattern, 0, tokens, 0)) {
        return rule.kind;
      }
    }
    return ORDINARY;
  }

  private static boolean fits(List<String> pattern, int at, List<String> tokens, int next) {
    if (at == pattern.size()) {
      return true;
    }
    var expected = pattern.get(at);
    if (expected.equals(".")) {
      return next == tokens.size() && next < TOKENS;
    }
    if (expected.equals("…")) {
      return fits(pattern, at + 1, tokens, next)
          || (next < tokens.size() && fits(pattern, at, tokens, next + 1));
    }
    if (expected.startsWith("[")) {
      var word = expected.substring(1, expected.length() - 1);
      var skip = next < tokens.size() && tokens.get(next).equals(word) ? 1 : 0;
      return fits(pattern, at + 1, tokens, next + skip);
    }
    return next < tokens.size()
        && tokens.get(next).equals(expected)
        && fits(pattern, at + 1, tokens, next + 1);
  }
}
