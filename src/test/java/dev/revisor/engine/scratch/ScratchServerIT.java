package dev.revisor.engine.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ScratchServerIT {
  private static final TestDatabase SERVER = new TestDatabase("postgres");

  private static ScratchServer beside(TestDatabase database) {
    return ScratchServer.beside(ConnectionSettings.of(DatabaseUrl.parse(database.url())));
  }

  @Test
  void makesADatabaseLikeTheTargetAndDropsIt() throws SQLException {
    var target = PostgresServer.newDatabase();
    target.execute("CREATE TABLE mine (id int)");
    String name;
    try (var server = beside(target);
        var scratch = server.create()) {
      name = scratch.settings().database();
      var made = new TestDatabase(name);
      assertThat(name).startsWith("revisor_scratch_");
      assertThat(made.list("SELECT relname FROM pg_class WHERE relname = 'mine'")).isEmpty();
      assertThat(locale(made)).isEqualTo(locale(target));
      try (var connection = scratch.connect();
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t (id int)");
      }
    }
    assertThat(databases(name)).isEmpty();
    assertThat(target.list("SELECT relname FROM pg_class WHERE relname IN ('mine', 't')"))
        .containsExactly("mine");
  }

  private static String locale(TestDatabase database) {
    return database.value(
        "SELECT encoding || datcollate || datctype FROM pg_database WHERE datname = current_database()");
  }

  @Test
  void dropsWhatACrashLeftBehindAndNothingElse() {
    SERVER.execute("CREATE DATABASE revisor_scratch_left");
    SERVER.execute(
        "COMMENT ON DATABASE revisor_scratch_left IS 'scratch database of revisor; dropped when"
            + " its session has ended'");
    SERVER.execute("CREATE DATABASE revisor_scratch_of_somebody");
    try (var server = beside(PostgresServer.newDatabase());
        var first = server.create();
        var second = server.create()) {
      assertThat(databases("revisor_scratch_left")).isEmpty();
      assertThat(databases("revisor_scratch_of_somebody")).hasSize(1);
      assertThat(databases(first.settings().database())).hasSize(1);
      assertThat(databases(second.settings().database())).hasSize(1);
    }
    SERVER.execute("DROP DATABASE revisor_scratch_of_somebody");
  }

  @Test
  void saysWhatToDoWithoutTheRight() {
    SERVER.execute("DROP ROLE IF EXISTS no_createdb; CREATE ROLE no_createdb LOGIN");
    var settings =
        ConnectionSettings.of(DatabaseUrl.parse(SERVER.url().replace("postgres@", "no_createdb@")));
    assertThatThrownBy(() -> ScratchServer.beside(settings).create())
        .isInstanceOfSatisfying(
            RevisorException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.ScratchUnavailable);
              assertThat(e.error().hint()).contains("CREATEDB");
            });
  }

  private static java.util.List<String> databases(String name) {
    return SERVER.list("SELECT datname FROM pg_database WHERE datname = '" + name + "'");
  }
}
