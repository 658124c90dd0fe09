package dev.revisor.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.revision.RevisionId;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryReaderIT {
  private static final VersionTable ALEMBIC = VersionTable.parse("public.alembic_version");
  private final TestDatabase database = PostgresServer.newDatabase();

  private DatabaseState read(VersionTable table) throws SQLException {
    try (var connection = database.connect()) {
      return new HistoryReader(connection, table).read(HistoryReader.Detail.REVISIONS);
    }
  }

  @Test
  void readsAnEmptyDatabaseWithoutWritingToIt() throws SQLException {
    var state = read(VersionTable.DEFAULT);

    assertThat(state.history()).isEqualTo(DatabaseState.History.ABSENT);
    assertThat(state.versionRows()).isEmpty();
    assertThat(state.lastRun()).isEmpty();
    assertThat(state.lockHolder()).isEmpty();
    assertThat(database.list("SELECT nspname FROM pg_namespace WHERE nspname = 'revisor'"))
        .isEmpty();
  }

  @Test
  void tellsWhichDatabaseItIs() throws SQLException {
    var server = read(VersionTable.DEFAULT).server();

    assertThat(server.databaseName()).isEqualTo(database.name());
    assertThat(server.databaseOid())
        .isEqualTo(
            Long.parseLong(
                database.value("SELECT oid FROM pg_database WHERE datname = current_database()")));
    assertThat(server.systemIdentifier())
        .contains(database.value("SELECT system_identifier FROM pg_control_system()"));
    assertThat(server.serverVersion()).isEqualTo(database.value("SHOW server_version"));
    assertThat(server.recovery()).isEqualTo(ServerFacts.Recovery.PRIMARY);
    assertThat(server.startedAt().toEpochMilli())
        .isEqualTo(
            Long.parseLong(
                database.value(
                    "SELECT (extract(epoch FROM pg_postmaster_start_time()) * 1000)::bigint")));
  }

  @Test
  void readsATableOfAlembicWithoutTablesOfItsOwn() throws SQLException {
    database.execute(
        "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL);"
            + "INSERT INTO alembic_version VALUES ('b2'), ('a1')");

    var state = read(ALEMBIC);

    assertThat(state.versionRows()).isEqualTo(List.of(new RevisionId("a1"), new RevisionId("b2")));
    assertThat(state.history()).isEqualTo(DatabaseState.History.ABSENT);
  }

  @ParameterizedTest
  @CsvSource({
    "VIEW alembic_version AS SELECT 'a1'::text AS version_num,a view",
    "MATERIALIZED VIEW alembic_version AS SELECT 'a1'::text AS version_num,a materialized view",
    "SEQUENCE alembic_version,a sequence",
    "TYPE alembic_version AS (version_num text),a composite type",
    "TABLE t (x int); CREATE INDEX alembic_version ON t (x),an index",
  })
  void takesNothingButATableForTheVersionTable(String made, String told) {
    database.execute("CREATE " + made);

    assertThatThrownBy(() -> read(ALEMBIC))
        .hasMessageContaining("public.alembic_version is " + told + ", no table")
        .extracting(e -> ((RevisorException) e).reason())
        .isEqualTo(Reason.VersionTableMismatch);
  }

  @Test
  void namesARowThatIsNoRevisionId() {
    database.execute(
        "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL);"
            + "INSERT INTO alembic_version VALUES ('not an id')");

    assertThatThrownBy(() -> read(ALEMBIC))
        .hasMessageContaining("public.alembic_version has 'not an id'")
        .extracting(e -> ((RevisorException) e).reason())
        .isEqualTo(Reason.VersionTableMismatch);
  }

  @Test
  void refusesATableWithoutTheColumn() {
    database.execute("CREATE TABLE alembic_version (version text)");

    assertThatThrownBy(() -> read(ALEMBIC))
        .extracting(e -> ((RevisorException) e).reason())
        .isEqualTo(Reason.VersionTableMismatch);
  }

  @Test
  void doesNotTakeADatabaseWithoutItsTableForOneAtItsBase() throws SQLException {
    ensure(VersionTable.DEFAULT);
    database.execute(
        "INSERT INTO revisor.revision (version_table, id, parents, depends_on, labels, message,"
            + " checksum, applied_at, applied_by, duration_ms, run_id) VALUES ('revisor.version', 'a1', '{}', '{}',"
            + " '{}', '', repeat('0', 64), now(), 'test', 0, 'x'); DROP TABLE revisor.version");

    assertThatThrownBy(() -> read(VersionTable.DEFAULT))
        .hasMessage("the table revisor.version is gone, while 1 revision is recorded as applied")
        .extracting(e -> ((RevisorException) e).reason())
        .isEqualTo(Reason.VersionTableMismatch);
    assertThat(read(ALEMBIC).versionRows()).isEmpty();
  }

  @Test
  void saysWhenTheRoleMayNotReadTheVersion() throws SQLException {
    ensure(VersionTable.DEFAULT);
    database.execute("CREATE ROLE " + database.name() + "_reader LOGIN");

    try (var connection = connectAs(database.name() + "_reader")) {
      assertThatThrownBy(
              () ->
                  new HistoryReader(connection, VersionTable.DEFAULT)
                      .read(HistoryReader.Detail.ROWS))
          .hasMessageContaining("may not read the table revisor.version")
          .extracting(e -> ((RevisorException) e).reason())
          .isEqualTo(Reason.InsufficientPrivilege);
    }
  }

  @Test
  void readsVersionRowsWhereTheHistoryIsDenied() throws SQLException {
    ensure(ALEMBIC);
    database.execute(
        "INSERT INTO alembic_version VALUES ('a1');"
            + "CREATE ROLE "
            + database.name()
            + "_reader LOGIN;"
            + "GRANT SELECT ON alembic_version TO "
            + database.name()
            + "_reader;"
            + "REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");

    try (var connection = connectAs(database.name() + "_reader")) {
      var reader = new HistoryReader(connection, ALEMBIC);
      var state = reader.read(HistoryReader.Detail.REVISIONS);

      assertThat(state.history()).isEqualTo(DatabaseState.History.DENIED);
      assertThat(state.versionRows()).isEqualTo(List.of(new RevisionId("a1")));
      assertThat(state.server().systemIdentifier()).isEmpty();
      assertThatThrownBy(() -> reader.run("x"))
          .extracting(e -> ((RevisorException) e).reason())
          .isEqualTo(Reason.InsufficientPrivilege);
    }
  }

  @Test
  void hasALockKeyThatOthersCanCompute() {
    var sql = "SELECT ('x' || left(encode(sha256('%s'), 'hex'), 16))::bit(64)::bigint";

    for (var table : List.of(VersionTable.DEFAULT, ALEMBIC)) {
      assertThat(database.value(sql.formatted(table)))
          .isEqualTo(Long.toString(RunLock.of(table).key()));
    }
  }

  @Test
  void seesWhoHoldsTheRunLock() throws SQLException {
    try (var holder = database.connect();
        var statement = holder.createStatement()) {
      statement.execute("SET application_name = 'somebody'");
      statement.execute("SELECT pg_advisory_lock(" + RunLock.of(VersionTable.DEFAULT).key() + ")");

      var seen = read(VersionTable.DEFAULT).lockHolder().orElseThrow();

      assertThat(seen.applicationName()).contains("somebody");
      assertThat(seen.user()).isEqualTo("postgres");
      assertThat(read(ALEMBIC).lockHolder()).isEmpty();
    }
  }

  @Test
  void makesTheTablesOnceWhateverHappensAtOnce() throws Exception {
    try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var made =
          threads.invokeAll(
              java.util.Collections.nCopies(8, () -> ensure(VersionTable.parse("other.version"))));
      for (var one : made) {
        one.get();
      }
    }

    assertThat(database.list("SELECT number FROM revisor.layout")).isEqualTo(List.of("1", "2"));
    assertThat(read(VersionTable.parse("other.version")).history())
        .isEqualTo(DatabaseState.History.READ);
  }

  @Test
  void givesNobodyElseAnyRight() throws SQLException {
    ensure(VersionTable.DEFAULT);

    assertThat(
            database.list(
                "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                    + " WHERE nspname = 'revisor' AND relkind = 'r'"
                    + " AND has_table_privilege('pg_monitor', c.oid, 'SELECT')"))
        .isEmpty();
    assertThat(database.value("SELECT has_schema_privilege('pg_monitor', 'revisor', 'USAGE')"))
        .isEqualTo("f");
  }

  private Layout.Change ensure(VersionTable table) throws SQLException {
    try (var connection = database.connect()) {
      return Layout.ensure(connection, table);
    }
  }

  private Connection connectAs(String role) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + PostgresServer.port() + "/" + database.name(), role, "");
  }
}
