package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.CrashingServer;
import dev.revisor.support.PgBouncer;
import dev.revisor.support.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `doctor` finds where a server is not the one to run on; the rest is a story.
class DoctorIT {
  @TempDir private Path directory;

  @BeforeEach
  void writeRevision() throws IOException {
    Files.createDirectory(directory.resolve("versions"));
    Files.writeString(
        directory.resolve("versions/a1.sql"),
        "-- revisor:revision a1\n-- revisor:upgrade\nCREATE TABLE a (x int);\n"
            + "-- revisor:downgrade\nDROP TABLE a;\n");
  }

  private CommandLineRun doctor(String url) {
    return CommandLineRun.of(directory, url, Map.of(), "doctor");
  }

  @Test
  void tellsAStandby() {
    try (var server = CrashingServer.start()) {
      var database = server.newDatabase();
      doctor(database.url()).endsWith(0);
      server.becomeStandby();

      assertThat(doctor(database.url()).endsWith(3).out())
          .containsPattern("problem +connection: the server is a standby and takes no writes")
          .contains("hint: name the primary");
    }
  }

  @Test
  void tellsAPoolerThatSharesSessions() {
    var database = PostgresServer.newDatabase();
    try (var pooler = PgBouncer.start(directory, PgBouncer.Mode.TRANSACTION, 5, "")) {
      assertThat(doctor(pooler.url(database)).endsWith(3).out())
          .containsPattern("problem +sessions: .*a pooler");
    }
  }

  @Test
  void isContentWithAPoolerThatKeepsThem() {
    var database = PostgresServer.newDatabase();
    try (var pooler = PgBouncer.start(directory, PgBouncer.Mode.SESSION, 5, "")) {
      assertThat(doctor(pooler.url(database)).endsWith(0).out()).doesNotContain("problem");
    }
  }
}
