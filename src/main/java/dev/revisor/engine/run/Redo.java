package dev.revisor.engine.run;

import java.util.Locale;
import java.util.regex.Pattern;

/// What can be done about a statement that was running when everything broke off, so that nobody
/// knows whether it took effect.
sealed interface Redo {
  /// Running it once more leaves what running it once leaves.
  record Again() implements Redo {}

  /// `CREATE INDEX CONCURRENTLY`: there is no index, or an invalid one, or it was finished. See
  /// "Building Indexes Concurrently" in the manual.
  ///
  /// @param index its name as the catalog has it
  /// @param table as the statement writes it
  record BuildIndex(String index, String table) implements Redo {}

  /// Somebody has to look.
  record Unknown() implements Redo {}

  /// How a statement can be redone: by how it begins. What is not recognised is [Unknown].
  static Redo of(String statement) {
    var index = RedoPatterns.INDEX.matcher(statement);
    if (index.find()) {
      return new BuildIndex(RedoPatterns.name(index.group("index")), index.group("table"));
    }
    return RedoPatterns.AGAIN.matcher(statement).find() ? new Again() : new Unknown();
  }

  /// Whether the statement does nothing but set something in its session, so that a session that
  /// takes over runs it too.
  static boolean isSetting(String statement) {
    return RedoPatterns.SETTING.matcher(statement).find();
  }

  /// Whether the statement leaves something in its session that another session cannot have.
  static boolean isBoundToSession(String statement) {
    return RedoPatterns.BOUND.matcher(statement).find();
  }

  /// Whether the statement may commit in its course, so that a failure does not undo all of it.
  static boolean commitsInside(String statement) {
    return RedoPatterns.COMMITS.matcher(statement).find();
  }

  /// How statements begin.
  final class RedoPatterns {
    private static final String IDENTIFIER = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";

    private static final Pattern INDEX =
        pattern(
            "CREATE (?:UNIQUE )?INDEX CONCURRENTLY (?:IF NOT EXISTS )?(?<index>"
                + IDENTIFIER
                + ") ON (?:ONLY )?(?<table>"
                + IDENTIFIER
                + "(?:\\s*\\.\\s*"
                + IDENTIFIER
                + ")?)");

    private static final Pattern AGAIN =
        pattern(
            "(?:(?:SET|RESET|VACUUM|ANALYZE|ANALYSE|CHECKPOINT|REINDEX|COMMENT ON|GRANT|REVOKE"
                + "|REFRESH MATERIALIZED VIEW|CREATE OR REPLACE|SHOW|LOAD"
                + "|CREATE (?:(?:UNIQUE )?INDEX|TABLE|SCHEMA|EXTENSION|SEQUENCE) IF NOT EXISTS"
                + "|DROP [A-Z]+(?: [A-Z]+)? IF EXISTS"
                + "|ALTER TYPE [^;]* ADD VALUE IF NOT EXISTS)\\b"
                + "|ALTER TABLE (?:ONLY )?[^,;(]* VALIDATE CONSTRAINT [^,;]*$)");

    private static final Pattern SETTING =
        pattern(
            "(?:SET (?!TRANSACTION\\b|LOCAL\\b|CONSTRAINTS\\b)|RESET |LOAD "
                + "|SELECT (?:pg_catalog\\.)?set_config\\s*\\()");

    private static final Pattern BOUND =
        pattern(
            "(?:PREPARE |DECLARE |LISTEN |CREATE (?:(?:GLOBAL|LOCAL) )?TEMP(?:ORARY)? |SELECT "
                + "(?:pg_catalog\\.)?pg_(?:try_)?advisory_lock)");

    private static final Pattern COMMITS =
        pattern("(?:CALL |DO\\b|VACUUM|ANALYZE|REINDEX|CLUSTER)");

    private RedoPatterns() {}

    /// A pattern for the beginning, in which a blank stands for any space between words.
    private static Pattern pattern(String text) {
      return Pattern.compile(
          "^\\s*" + text.replace(" ", "\\s+"), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private static String name(String identifier) {
      return identifier.startsWith("\"")
          ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
          : identifier.toLowerCase(Locale.ROOT);
    }
  }
}
