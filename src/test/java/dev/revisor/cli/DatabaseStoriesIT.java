package dev.revisor.cli;

import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The stories on a real PostgreSQL, each with a database of its own that the `PG*` variables name.
/// Beside the stage's commands they have:
///
/// - `sql QUERY`: a row a line, ` | ` between the columns, or the SQLSTATE of a failure
/// - `hold SQL`: the same in a session that stays open; `release` ends such sessions
class DatabaseStoriesIT {
  @TestFactory
  Stream<DynamicTest> goesAsWritten(@TempDir Path temporary) throws IOException {
    return StoryFolder.stories("database").stream()
        .map(folder -> DynamicTest.dynamicTest(name(folder), () -> perform(folder, temporary)));
  }

  private static void perform(Path folder, Path temporary) throws Exception {
    var directory = Files.createDirectory(temporary.resolve(name(folder))).toRealPath();
    StoryFolder.dress(folder, directory);
    var database = PostgresServer.newDatabase();
    var held = new ArrayList<Connection>();
    var stage =
        new Stage(
            directory,
            Map.of(
                "sql", sql -> query(database, sql),
                "hold", sql -> hold(database, sql, held),
                "release", _ -> release(held)),
            line -> veil(line, database));
    stage.set("PGHOST", "localhost");
    stage.set("PGPORT", Integer.toString(PostgresServer.port()));
    stage.set("PGUSER", "postgres");
    stage.set("PGDATABASE", database.name());
    try {
      StoryFolder.assertGoesAsWritten(folder, stage);
    } finally {
      release(held);
    }
  }

  private static List<String> query(TestDatabase database, String sql) {
    try (var connection = database.connect()) {
      return query(connection, sql);
    } catch (SQLException e) {
      return List.of("SQLSTATE " + e.getSQLState());
    }
  }

  private static List<String> hold(TestDatabase database, String sql, List<Connection> held)
      throws SQLException {
    held.add(database.connect());
    return query(held.getLast(), sql);
  }

  private static List<String> release(List<Connection> held) throws SQLException {
    for (var connection : held) {
      connection.close();
    }
    held.clear();
    return List.of();
  }

  private static List<String> query(Connection connection, String sql) {
    var lines = new ArrayList<String>();
    try (var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return lines;
      }
      var rows = statement.getResultSet();
      while (rows.next()) {
        var cells = new ArrayList<String>();
        for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          cells.add(String.valueOf(rows.getString(i)));
        }
        lines.add(String.join(" | ", cells));
      }
    } catch (SQLException e) {
      lines.add("SQLSTATE " + e.getSQLState());
    }
    return lines;
  }

  private static String veil(String line, TestDatabase database) {
    return line.replace(":" + PostgresServer.port() + "/", ":5432/")
        .replace(database.name(), "shop")
        .replaceAll("\\(\\d+ ms\\)", "(N ms)")
        .replaceAll("\\bpid \\d+", "pid 4711")
        .replaceAll("\\b2\\d{3}-\\d\\d-\\d\\dT[0-9:.]+Z", "2026-11-23T10:15:00Z")
        .replaceAll("\"durationMs\":\\d+", "\"durationMs\":0")
        .replaceAll("\"databaseOid\":\\d+", "\"databaseOid\":7")
        .replaceAll("\"systemIdentifier\":\"\\d+\"", "\"systemIdentifier\":\"7\"")
        .replaceAll("(\"serverVersion\":\"|PostgreSQL )[0-9.]+", "$118.1");
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }
}
