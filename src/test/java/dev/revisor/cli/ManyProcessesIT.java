package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.PostgresServer;
import dev.revisor.support.RunnerProcess;
import dev.revisor.support.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Eight processes at once on one database: one works, the others wait and find nothing to do.
class ManyProcessesIT {
  private static final int PROCESSES = 8;

  @TempDir private Path directory;

  @Test
  void oneWorksAndTheOthersFindNothingToDo() throws Exception {
    var database = PostgresServer.newDatabase();
    database.execute("CREATE TABLE gate (x int)");
    Files.createDirectories(directory.resolve("versions"));
    Files.writeString(directory.resolve("revisor.yaml"), "");
    Files.writeString(
        directory.resolve("versions/a1.sql"),
        """
        -- revisor:revision a1
        -- revisor:upgrade
        LOCK TABLE gate;
        INSERT INTO gate VALUES (1);
        -- revisor:downgrade
        """);
    var arguments = List.of("-d", directory.toString(), "--url", database.url(), "upgrade", "head");
    List<RunnerProcess> runners;
    try (var connection = database.connect();
        var holder = connection.createStatement()) {
      holder.execute("BEGIN; LOCK TABLE gate");
      runners =
          Stream.generate(() -> RunnerProcess.start(directory, List.of(), arguments))
              .limit(PROCESSES)
              .toList();
      Until.holds(
          "all but one wait",
          () -> runners.stream().filter(ManyProcessesIT::isWaiting).count() == PROCESSES - 1);
      holder.execute("COMMIT");
    }

    assertThat(runners).allSatisfy(runner -> assertThat(runner.end()).as(runner.log()).isZero());
    var outputs = runners.stream().map(RunnerProcess::output).toList();
    assertThat(outputs).containsOnlyOnce("applied 1 revision; now at a1\n");
    assertThat(Collections.frequency(outputs, "nothing to do; at a1\n")).isEqualTo(PROCESSES - 1);
    assertThat(database.value("SELECT count(*) FROM gate")).isEqualTo("1");
    assertThat(database.list("SELECT outcome FROM revisor.run")).containsExactly("Succeeded");
  }

  private static boolean isWaiting(RunnerProcess runner) {
    return runner.log().contains("Waiting for another run to end");
  }
}
