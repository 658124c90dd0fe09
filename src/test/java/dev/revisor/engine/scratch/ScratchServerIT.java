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
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

  @Test
  void copiesProviderEncodingAndSettingsOfTheTarget() {
    SERVER.execute(
        "CREATE DATABASE \"Latin\" TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'"
            + " LOCALE_PROVIDER libc");
    SERVER.execute("CREATE SCHEMA IF NOT EXISTS app");
    SERVER.execute("ALTER DATABASE \"Latin\" SET search_path = app, \"$user\", public");
    SERVER.execute("ALTER DATABASE \"Latin\" SET work_mem = '7MB'");
    SERVER.execute("ALTER ROLE postgres IN DATABASE \"Latin\" SET work_mem = '9MB'");
    SERVER.execute("ALTER DATABASE \"Latin\" SET array_nulls = off");
    SERVER.execute(
        "CREATE DATABASE builtin TEMPLATE template0 LOCALE 'C' LOCALE_PROVIDER builtin"
            + " BUILTIN_LOCALE 'C.UTF-8'");
    SERVER.execute("ALTER DATABASE builtin SET search_path = ''");
    SERVER.execute(
        "CREATE DATABASE icu TEMPLATE template0 LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'de'");
    SERVER.execute(
        "CREATE DATABASE rules TEMPLATE template0 LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'de'"
            + " ICU_RULES '&V << w'");
    for (var name : List.of("Latin", "builtin", "icu", "rules")) {
      var target = new TestDatabase(name);
      try (var server = beside(target);
          var scratch = server.create()) {
        var made = new TestDatabase(scratch.settings().database());
        assertThat(character(made)).isEqualTo(character(target));
      }
      SERVER.execute("DROP DATABASE \"" + name + "\"");
    }
  }

  private static List<String> character(TestDatabase database) {
    return List.of(
        database.value(
            "SELECT concat_ws(' ', encoding, datlocprovider, datcollate, datctype, datlocale, daticurules)"
                + " FROM pg_database WHERE datname = current_database()"),
        database.value("SHOW search_path"),
        database.value("SHOW work_mem"),
        database.value("SHOW array_nulls"));
  }

  @Test
  void goesOnWhenWhatWasLeftBehindCannotBeDropped() throws SQLException {
    var name = "revisor_scratch_00000000000000000000";
    SERVER.execute("CREATE DATABASE " + name);
    SERVER.execute("ALTER DATABASE " + name + " IS_TEMPLATE true");
    try (var server = beside(PostgresServer.newDatabase())) {
      server.create().close();
      assertThat(databases(name)).hasSize(1);
      SERVER.execute("ALTER DATABASE " + name + " IS_TEMPLATE false");
      server.create().close();
      assertThat(databases(name)).isEmpty();
    }
  }

  @Test
  void sparesWhatAnotherProcessStillUses() throws SQLException {
    var target = PostgresServer.newDatabase();
    try (var server = beside(target);
        var used = server.create();
        var other = beside(target);
        var next = other.create()) {
      assertThat(databases(used.settings().database())).hasSize(1);
      assertThat(databases(next.settings().database())).hasSize(1);
    }
  }

  @Test
  void dropsItThoughItsSessionWasLostAndOthersAreConnected() throws SQLException {
    var scratch = beside(PostgresServer.newDatabase()).create();
    var name = scratch.settings().database();
    try (var connection = scratch.connect()) {
      SERVER.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
              + name
              + "' AND datname <> '"
              + name
              + "'");
      assertThat(connection.isValid(5)).isTrue();
      scratch.close();
    }
    assertThat(databases(name)).isEmpty();
  }

  @Test
  void waitsForWhomItMayNotSendAway() throws Exception {
    var target = PostgresServer.newDatabase();
    var role = "maker_of_" + target.name();
    SERVER.execute("CREATE ROLE " + role + " LOGIN CREATEDB");
    var settings =
        ConnectionSettings.of(DatabaseUrl.parse(target.url().replace("postgres@", role + "@")));
    var scratch = ScratchServer.beside(settings).create();
    var name = scratch.settings().database();
    var superuser = new TestDatabase(name).connect();
    var leaving =
        CompletableFuture.runAsync(
            () -> {
              SERVER.execute("SELECT pg_sleep(1)");
              SERVER.execute(
                  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                      + name
                      + "'");
            });
    scratch.close();
    leaving.join();
    superuser.close();
    assertThat(databases(name)).isEmpty();
  }

  @Test
  void keepsTheOptionsOfTheConnection() throws SQLException {
    var url = PostgresServer.newDatabase().url() + "?options=-c%20work_mem=5MB";
    try (var server = ScratchServer.given(ConnectionSettings.of(DatabaseUrl.parse(url)));
        var scratch = server.create();
        var connection = scratch.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SHOW work_mem")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("5MB");
      assertThat(server.isShared()).isFalse();
    }
  }

  private static List<String> databases(String name) {
    return SERVER.list("SELECT datname FROM pg_database WHERE datname = '" + name + "'");
  }
}
