package dev.revisor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What rules say of rewriting and checking rows, held against what a real server says that it
/// does.
class WorkTruthIT {
  private static final TestDatabase DATABASE = TruthTables.newDatabase();

  /// What the server does to all rows of a table that is there.
  private enum Work {
    REWRITE,
    VERIFY,
    FOREIGN_KEY,
    INDEX
  }

  private static final Map<String, Work> BY_MESSAGE =
      Map.of(
          "rewriting table \"", Work.REWRITE,
          "verifying table \"", Work.VERIFY,
          "validating foreign key constraint", Work.FOREIGN_KEY,
          "building index \"", Work.INDEX);

  private static final Map<String, Work> BY_RULE =
      Map.ofEntries(
          Map.entry("volatile-default", Work.REWRITE),
          Map.entry("generated-or-serial-column-added", Work.REWRITE),
          Map.entry("type-change-rewrite", Work.REWRITE),
          Map.entry("set-not-null", Work.VERIFY),
          Map.entry("check-not-valid-missing", Work.VERIFY),
          Map.entry("fk-not-valid-missing", Work.FOREIGN_KEY),
          Map.entry("index-not-concurrent", Work.INDEX),
          Map.entry("unique-constraint-direct", Work.INDEX),
          Map.entry("primary-key-direct", Work.INDEX),
          Map.entry("exclusion-constraint-added", Work.INDEX));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t ADD x integer",
        "ALTER TABLE t ADD x integer NOT NULL DEFAULT 5",
        "ALTER TABLE t ADD x timestamptz DEFAULT now()",
        "ALTER TABLE t ADD x integer DEFAULT quick()",
        "ALTER TABLE t ADD x integer DEFAULT slow()",
        "ALTER TABLE t ADD x uuid DEFAULT gen_random_uuid()",
        "ALTER TABLE t ADD x float DEFAULT random()",
        "ALTER TABLE t ADD x timestamptz DEFAULT clock_timestamp()",
        "ALTER TABLE t ADD x text DEFAULT lower('X')",
        "ALTER TABLE t ADD x serial",
        "ALTER TABLE t ADD x bigint GENERATED ALWAYS AS IDENTITY",
        "ALTER TABLE t ADD x integer GENERATED ALWAYS AS (a + 1) STORED",
        "ALTER TABLE t ADD x integer GENERATED ALWAYS AS (a + 1) VIRTUAL",
        "ALTER TABLE t ADD x integer GENERATED ALWAYS AS (a + 1)",
        "ALTER TABLE t ADD x integer CHECK (x > 0)",
        "ALTER TABLE u ADD x integer REFERENCES t",
        "ALTER TABLE u ADD x integer DEFAULT 1 REFERENCES t",
        "ALTER TABLE t ADD x integer UNIQUE",
        "ALTER TABLE t ALTER a SET NOT NULL",
        "ALTER TABLE t ALTER b SET NOT NULL",
        "ALTER TABLE t ALTER id SET NOT NULL",
        "ALTER TABLE t ADD CONSTRAINT x NOT NULL a",
        "ALTER TABLE t ADD CONSTRAINT x NOT NULL a NOT VALID",
        "ALTER TABLE t ADD CONSTRAINT x CHECK (a > 0)",
        "ALTER TABLE t ADD CONSTRAINT x CHECK (a > 0) NOT VALID",
        "ALTER TABLE u ADD FOREIGN KEY (t_id) REFERENCES t",
        "ALTER TABLE u ADD FOREIGN KEY (t_id) REFERENCES t NOT VALID",
        "ALTER TABLE t ADD UNIQUE (a)",
        "ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX t_n",
        "ALTER TABLE t ADD EXCLUDE USING btree (a WITH =)",
        "ALTER TABLE u DROP CONSTRAINT u_pkey, ADD PRIMARY KEY (id)",
        "CREATE INDEX ON t (b)",
        "CREATE UNIQUE INDEX ON t (id, b)",
        "ALTER TABLE t ALTER a TYPE bigint",
        "ALTER TABLE t ALTER v TYPE varchar(20)",
        "ALTER TABLE t ALTER v TYPE text",
        "ALTER TABLE t ALTER v TYPE text USING lower(v)",
        "ALTER TABLE t ALTER v TYPE text USING v::text",
        "ALTER TABLE t ALTER v TYPE varchar(20) USING v :: varchar(20)",
        "ALTER TABLE t ALTER a TYPE bigint USING a::bigint",
        "ALTER TABLE t ALTER v TYPE varchar(5)",
        "ALTER TABLE t ALTER n TYPE numeric(12,2)",
        "ALTER TABLE t ALTER n TYPE numeric(12,3)",
        "SET LOCAL timezone TO 'Europe/Paris'; ALTER TABLE t ALTER ts TYPE timestamptz",
        "SET LOCAL timezone TO 'UTC'; ALTER TABLE t ALTER ts TYPE timestamptz",
        "ALTER TABLE t ALTER a SET DEFAULT slow()",
        "ALTER TABLE t DROP b",
        "CREATE TABLE fresh (id integer REFERENCES t); ALTER TABLE fresh ADD CHECK (id > 0)",
      })
  void theServerDoesWhatIsFound(String sql) throws SQLException {
    assertThat(found(sql)).as(sql).isEqualTo(done(sql));
  }

  /// `fresh` is made by the same revision: what is done to it counts for nothing. Indexes that a
  /// rewriting makes anew are part of it.
  private static Set<Work> done(String sql) throws SQLException {
    var done = EnumSet.noneOf(Work.class);
    for (var message : messages(sql)) {
      BY_MESSAGE.forEach(
          (start, work) -> {
            if (message.startsWith(start) && !message.contains("fresh")) {
              done.add(work);
            }
          });
    }
    if (done.contains(Work.REWRITE)) {
      done.remove(Work.INDEX);
    }
    return done;
  }

  private static List<String> messages(String sql) throws SQLException {
    try (var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET LOCAL client_min_messages = debug1");
      var messages = new ArrayList<String>();
      for (var each : sql.split("; ", -1)) {
        statement.execute(each);
        for (var warning = statement.getWarnings();
            warning != null;
            warning = warning.getNextWarning()) {
          messages.add(warning.getMessage());
        }
        statement.clearWarnings();
      }
      connection.rollback();
      return messages;
    }
  }

  private static Set<Work> found(String sql) {
    var options = LintOptions.DEFAULTS.withServer(18, Map.of());
    var found = EnumSet.noneOf(Work.class);
    new Lints()
        .with(options)
        .revision("r1", "", "-- revisor:upgrade\n" + TruthTables.SQL)
        .revision("r2", "r1", "-- revisor:upgrade\n" + sql + ";\n")
        .findings("r2")
        .forEach(
            finding -> {
              var work = BY_RULE.get(finding.rule().id());
              if (work != null) {
                found.add(work);
              }
            });
    return found;
  }

  @Test
  void noFunctionSaidNotToBeVolatileIs() {
    var listed = Volatility.NOT_VOLATILE.stream().map(name -> "'" + name + "'").sorted().toList();
    var query =
        "SELECT DISTINCT proname FROM pg_proc WHERE %s proname IN ("
            + String.join(", ", listed)
            + ")";
    assertThat(DATABASE.list(query.formatted("provolatile = 'v' AND"))).isEmpty();
    assertThat(DATABASE.list(query.formatted("")))
        .containsExactlyInAnyOrderElementsOf(Volatility.NOT_VOLATILE);
  }
}
