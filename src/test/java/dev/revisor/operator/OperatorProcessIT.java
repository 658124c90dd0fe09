package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.revisor.api.SchemaMigration;
import dev.revisor.support.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the shipped operator says on its endpoints and in its log.
class OperatorProcessIT {
  private static final TestCluster cluster = TestCluster.shared();

  @TempDir private static Path folder;
  private static OperatorProcess operator;

  @BeforeAll
  static void start() {
    cluster.stopOperator();
    operator = OperatorProcess.start(cluster, folder.resolve("log"), Map.of());
  }

  @AfterAll
  static void stop() {
    operator.close();
    cluster.startOperator();
  }

  @Test
  void itMigratesMeasuresAndSaysSoInJson() {
    var database = PostgresServer.newDatabase();
    cluster.apply(Sample.of("shipped", PostgresServer.port(), database.name()));
    cluster.awaitReason("shipped", "Succeeded");

    assertThat(operator.get("/q/health/live")).startsWith("200");
    assertThat(operator.get("/q/metrics"))
        .contains("revisor_info{")
        .contains("revisor_runs_total{name=\"shipped\",namespace=\"shop\",outcome=\"Succeeded\"")
        .contains("jvm_memory_used_bytes");

    var lines = operator.log();
    assertThat(lines).allSatisfy(line -> assertThat(line.path("level").asText()).isNotEmpty());
    assertThat(lines)
        .filteredOn(line -> List.of("WARN", "ERROR").contains(line.path("level").asText()))
        .isEmpty();
  }

  @Test
  void everyLineOfARunSaysWhoseAndWhich() {
    var database = PostgresServer.newDatabase();
    cluster.apply(Sample.of("logged", PostgresServer.port(), database.name()));
    cluster.awaitReason("logged", "Succeeded");
    var job = cluster.history("logged").getFirst().job();

    // the status comes first, then what is said of it
    var lines =
        TestCluster.await(
            "its end is logged",
            () -> operator.log().stream().filter(line -> speaksOf(line, "logged")).toList(),
            said -> said.stream().anyMatch(line -> line.toString().contains("Succeeded")));
    assertThat(lines)
        .extracting(line -> line.path("message").asText())
        .anySatisfy(message -> assertThat(message).contains("started Job " + job))
        .anySatisfy(message -> assertThat(message).contains("Succeeded"));
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.at("/mdc/resource.namespace").asText()).isEqualTo("shop");
              assertThat(line.at("/mdc/resource.name").asText()).isEqualTo("logged");
              assertThat(line.at("/mdc/run").asText()).isEqualTo(job);
            });
  }

  /// Long before the database would be looked at again.
  @Test
  void itHearsOfAnAnnotationAndOfADeletion() {
    var sample =
        Sample.of("heard", PostgresServer.port(), PostgresServer.newDatabase().name())
            .with("policy", "approval", "Always");
    cluster.apply(sample.yaml().replace("observeInterval: 1s", "observeInterval: 1h"));
    cluster.awaitReason("heard", "AwaitingApproval");
    var hash = Objects.requireNonNull(cluster.get("heard").getStatus().plan()).hash();
    cluster.annotate("heard", SchemaMigration.APPROVE_ANNOTATION, hash);
    cluster.awaitReason("heard", "Succeeded");
    assertThat(operator.get("/q/metrics")).contains("\"heard\"");

    cluster.delete("heard");
    TestCluster.await("its Jobs go", () -> cluster.jobs("heard"), List::isEmpty);
    assertThat(operator.get("/q/metrics")).doesNotContain("\"heard\"");
  }

  private static boolean speaksOf(JsonNode line, String name) {
    return line.toString().contains(name);
  }

  @Test
  void itLeadsByALeaseInItsOwnNamespace() {
    var lease = cluster.client().leases().inNamespace("revisor-system").withName("revisor").get();
    assertThat(lease.getSpec().getHolderIdentity()).isNotBlank();
  }

  /// Else two would work on the same resources.
  @Test
  void oneThatLosesTheLeaseEnds() {
    var lease = cluster.client().leases().inNamespace("revisor-system").withName("revisor");
    lease.edit(
        found -> {
          found.getSpec().setHolderIdentity("somebody-else");
          return found;
        });
    assertThat(operator.awaitEnd()).isEqualTo(1);

    operator = OperatorProcess.start(cluster, folder.resolve("next"), Map.of());
    TestCluster.await(
        "the next one leads",
        () -> lease.get().getSpec().getHolderIdentity(),
        holder -> !"somebody-else".equals(holder));
  }
}
