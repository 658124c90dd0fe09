package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Condition;
import dev.revisor.cli.Main;
import dev.revisor.cli.Surroundings;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/// Tests on the shared cluster, each with an empty database and a resource of its own, named as the
/// test is.
abstract class OneMigration {
  static final TestCluster cluster = TestCluster.shared();
  TestDatabase database;
  Sample sample;

  @BeforeEach
  void aDatabase(TestInfo test) {
    database = PostgresServer.newDatabase();
    var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    sample = Sample.of(name, PostgresServer.port(), database.name());
  }

  /// Those of the scripts.
  List<String> tables() {
    return database.list(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname <> 'alembic_version'"
            + " AND relnamespace = 'public'::regnamespace ORDER BY 1");
  }

  /// Somebody uses the command line on the database, with the scripts of an image.
  void byHand(String image, String... words) {
    var output = new ByteArrayOutputStream();
    var stream = new PrintStream(output, true, StandardCharsets.UTF_8);
    var folder = cluster.images().pull(image).orElseThrow().resolve("migrations");
    var arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("-d", folder.toString(), "--url", database.url()));
    var surroundings =
        new Surroundings(
            Map.of(),
            folder,
            InputStream.nullInputStream(),
            stream,
            stream,
            Clock.systemUTC(),
            UUID::randomUUID,
            stop -> {});
    assertThat(Main.run(arguments, surroundings))
        .as(output.toString(StandardCharsets.UTF_8))
        .isZero();
  }

  /// Waits for a reason that passes by itself.
  Condition awaitTrouble(String reason) {
    var ready = cluster.awaitReason(sample.name(), reason);
    assertThat(statuses()).isEqualTo(List.of("False", "True", "False"));
    return ready;
  }

  /// Waits for a reason that needs somebody to change something.
  Condition awaitStalled(String reason) {
    var ready = cluster.awaitReason(sample.name(), reason);
    assertThat(statuses()).isEqualTo(List.of("False", "False", "True"));
    return ready;
  }

  /// Of Ready, Reconciling and Stalled.
  private List<String> statuses() {
    var resource = cluster.get(sample.name());
    return Stream.of(Condition.Type.Ready, Condition.Type.Reconciling, Condition.Type.Stalled)
        .map(type -> TestCluster.condition(resource, type).status().name())
        .toList();
  }
}
