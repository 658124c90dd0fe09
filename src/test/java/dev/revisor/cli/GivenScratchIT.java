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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
