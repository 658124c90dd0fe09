package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.PostgresServer;
import dev.revisor.support.ServerVersion;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `scratch` in `revisor.yaml` is the URL of a server: what is made there is gone afterwards, and a
/// server of another version is told.
class GivenScratchIT {
  private static final String LEFT =
      "SELECT datname FROM pg_database WHERE datname LIKE 'revisor_scratch%'";

  @TempDir private Path directory;
  private final TestDatabase database = PostgresServer.newDatabase();

  @BeforeEach
  void writeRevision() throws IOException {
    Files.createDirectory(directory.resolve("versions"));
    Files.writeString(
        directory.resolve("versions/a1.sql"),
        "-- revisor:revision a1\n-- revisor:upgrade\nCREATE TABLE a (x int);\n"
            + "-- revisor:downgrade\nDROP TABLE a;\n");
    Files.writeString(directory.resolve("schema.sql"), "CREATE TABLE a (x int, y int);\n");
  }

  private void scratchOn(int port) throws IOException {
    Files.writeString(
        directory.resolve("revisor.yaml"),
        "scratch: \"" + new TestDatabase(port, "postgres").url() + "\"\n");
  }

  private CommandLineRun revisor(String... words) {
    return CommandLineRun.of(
        directory,
        database,
        Map.of("XDG_CACHE_HOME", directory.resolve("cache").toString()),
        words);
  }

  @Test
  void ofAnotherVersionIsTold() throws IOException {
    var old = ServerVersion.all().reversed().get(1);
    var told = "the scratch server is " + old + ", the database's PostgreSQL";
    scratchOn(old.port());
    revisor("upgrade", "head").endsWith(0);

    assertThat(revisor("drift").endsWith(0).err()).containsOnlyOnce(told);
    assertThat(revisor("revision", "--autogenerate", "-m", "y").endsWith(0).err())
        .containsOnlyOnce(told);
    assertThat(new TestDatabase(old.port(), "postgres").list(LEFT)).isEmpty();
  }

  @Test
  void mayCreateInPublicOrNotAsItsVersionHasIt() throws IOException {
    scratchOn(ServerVersion.all().getFirst().port());
    database.execute("CREATE TABLE a (x int, y int)");

    for (var more : List.of("-q", "--owners")) {
      assertThat(revisor("revision", "--autogenerate", "-m", "y", more).endsWith(0).out())
          .contains("No difference");
    }
    database.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
    assertThat(revisor("revision", "--autogenerate", "-m", "y").endsWith(0).out())
        .doesNotContain("No difference");
  }

  private static final String ROLE =
      """
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reader_of_any') THEN
          CREATE ROLE reader_of_any;
        END IF;
      END $$""";

  private static final String EVERYTHING =
      """
      CREATE TABLE t (id int PRIMARY KEY, note text, more text);
      ALTER TABLE t ALTER note SET STORAGE EXTERNAL;
      GRANT ALL ON t TO reader_of_any;
      ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO reader_of_any;
      CREATE PUBLICATION p FOR TABLE t;
      """;

  static Stream<Arguments> otherVersions() {
    var versions = ServerVersion.all();
    var newest = versions.getLast();
    return versions.subList(0, versions.size() - 1).stream()
        .flatMap(old -> Stream.of(Arguments.of(old, newest), Arguments.of(newest, old)));
  }

  @ParameterizedTest
  @MethodSource("otherVersions")
  void knowsOtherWordsThanTheDatabaseOfAnotherVersion(ServerVersion scratch, ServerVersion version)
      throws IOException {
    var live = version.newDatabase();
    for (var server : List.of(live, new TestDatabase(scratch.port(), "postgres"))) {
      server.execute(ROLE);
    }
    live.execute(EVERYTHING);
    Files.writeString(
        directory.resolve("revisor.yaml"),
        "schema: wanted.sql\nscratch: '"
            + new TestDatabase(scratch.port(), "postgres").url()
            + "'\n");
    Files.writeString(directory.resolve("wanted.sql"), EVERYTHING);
    var generate = List.of("revision", "--autogenerate", "-m", "y", "--url", live.url());
    assertThat(on(live, generate).endsWith(0).out()).contains("No difference");

    Files.writeString(
        directory.resolve("wanted.sql"),
        EVERYTHING
            // whose undoing servers before 16 have no word for
            + (scratch.major() < 16 ? "" : "ALTER TABLE t ALTER more SET STORAGE MAIN;")
            + "ALTER PUBLICATION p SET (publish = 'insert');"
            + "REVOKE INSERT ON t FROM reader_of_any;");
    assertThat(on(live, generate).endsWith(0).err())
        .doesNotContain("not proven")
        .contains("Detected table public.t altered", "Detected publication p altered");
  }

  private CommandLineRun on(TestDatabase live, List<String> words) {
    return CommandLineRun.of(
        directory,
        live,
        Map.of("XDG_CACHE_HOME", directory.resolve("cache").toString()),
        words.toArray(String[]::new));
  }

  @Test
  void ofTheSameVersionIsNot() throws IOException {
    scratchOn(PostgresServer.port());
    revisor("upgrade", "head").endsWith(0);

    assertThat(revisor("drift").endsWith(0).err()).doesNotContain("the scratch server is");
    assertThat(revisor("check").endsWith(6).out()).contains("column public.a.y added");
    assertThat(revisor("verify").endsWith(0).out()).contains("a1 reversible");
    assertThat(new TestDatabase("postgres").list(LEFT)).isEmpty();
  }

  @Test
  void thatIsNotThereIsNamed() throws IOException {
    scratchOn(1);

    assertThat(revisor("verify").endsWith(4).err()).contains("localhost:1");
  }
}
