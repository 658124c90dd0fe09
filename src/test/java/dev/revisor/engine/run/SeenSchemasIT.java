package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.snapshot.SeenSchemas;
import dev.revisor.engine.snapshot.Snapshots;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A schema is read again when it, or what is accepted of it, may be another one.
class SeenSchemasIT {
  private final Workbench bench = new Workbench();
  private final SeenSchemas<String> seen = new SeenSchemas<>();
  private final AtomicInteger reads = new AtomicInteger();

  @BeforeEach
  void apply() {
    bench.scripts.add(
        "a1", "", "CREATE TABLE t (id int); CREATE VIEW v AS SELECT id FROM t;", "DROP TABLE t;");
    bench.scripts.add("b2", "a1", "CREATE TABLE second (id int);", "DROP TABLE second;");
    bench.upgrade("a1");
  }

  @Test
  void readsASchemaThatNobodyChangesOnce() throws SQLException {
    assertThat(look()).isEqualTo("in sync");
    bench.database.execute("INSERT INTO t SELECT generate_series(1, 1000); ANALYZE t");
    assertThat(look()).isEqualTo("in sync");
    assertThat(look()).isEqualTo("in sync");
    assertThat(reads).hasValue(1);
  }

  @Test
  void seesAChangeByHandItsUndoingAndItsReturn() throws SQLException {
    assertThat(look()).isEqualTo("in sync");
    bench.database.execute("CREATE OR REPLACE VIEW v AS SELECT id FROM t WHERE id > 1");
    assertThat(look()).contains("view public.v");
    assertThat(look()).contains("view public.v");
    assertThat(reads).hasValue(2);
    bench.database.execute("CREATE OR REPLACE VIEW v AS SELECT id FROM t");
    assertThat(look()).isEqualTo("in sync");
  }

  @Test
  void seesWhatARunDidAndWhatWasAccepted() throws SQLException {
    look();
    bench.upgrade("b2");
    assertThat(look()).isEqualTo("in sync");
    bench.database.execute("ALTER TABLE t ADD by_hand int");
    assertThat(look()).contains("by_hand");
    bench.database.execute("UPDATE revisor.snapshot SET fingerprint = 'another'");
    look();
    assertThat(reads).hasValue(4);
  }

  @Test
  void looksElsewhereAnew() throws SQLException {
    look();
    var other = new SeenSchemasIT();
    other.apply();
    other.bench.database.execute("ALTER TABLE t ADD by_hand int");
    try (var connection = other.bench.database.connect()) {
      var state = new HistoryReader(connection, bench.versionTable).read(HistoryReader.Detail.ROWS);
      assertThat(seen.ask(connection, state).found()).isEmpty();
    }
  }

  private String look() throws SQLException {
    try (var connection = bench.database.connect()) {
      var state = new HistoryReader(connection, bench.versionTable).read(HistoryReader.Detail.ROWS);
      var asked = seen.ask(connection, state);
      return asked
          .found()
          .orElseGet(() -> seen.look(asked, () -> read(Snapshots.lookIfDue(connection, state))));
    }
  }

  private String read(Snapshots.Look look) {
    reads.incrementAndGet();
    return switch (look) {
      case Snapshots.Look.Incomparable _ -> "incomparable";
      case Snapshots.Look.Compared compared when compared.isInSync() -> "in sync";
      case Snapshots.Look.Compared compared -> compared.drift().inShort(3);
    };
  }
}
