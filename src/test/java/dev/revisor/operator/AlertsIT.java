package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.revisor.api.SchemaMigration;
import dev.revisor.support.Command;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The chart's alerts and dashboard in a real Prometheus.
class AlertsIT {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final TestCluster cluster = TestCluster.shared();

  @TempDir private Path folder;

  @Test
  void theAlertsAreWellFormedAndFireWhenTheySay() throws IOException {
    var rules = rules();
    var cases = folder.resolve("alerts_test.yaml");
    Files.copy(Path.of("src/test/resources/dev/revisor/operator/alerts_test.yaml"), cases);

    assertThat(promtool("check", "rules", rules.toString())).contains("7 rules found");
    assertThat(promtool("test", "rules", cases.toString())).contains("SUCCESS");
    assertThat(alerts(YAML.readTree(cases.toFile()), "alertname"))
        .as("each alert has a case")
        .isEqualTo(alerts(YAML.readTree(rules.toFile()), "alert"));
  }

  /// The same alerts without their patience, over an operator that has all these troubles.
  @Test
  void aRealPrometheusReadsTheOperatorAndEachAlertFires() throws IOException {
    Files.writeString(rules(), withoutPatience(Files.readString(rules())));
    cluster.stopOperator();
    forgetOtherTests();
    try (var operator = OperatorProcess.start(cluster, folder.resolve("operator"), Map.of());
        var prometheus = Prometheus.start(folder, operator.port())) {
      for (var one : List.of("fine", "stalled", "late", "changed", "lost", "waiting")) {
        cluster.apply(sample(one));
      }
      makeTrouble();
      TestCluster.await(
          "every alert about a resource fires",
          prometheus::firing,
          firing ->
              firing.containsAll(
                  List.of(
                      "RevisorMigrationStalled stalled",
                      "RevisorRunsFailing stalled",
                      "RevisorMigrationDelayed late",
                      "RevisorSchemaDrift changed",
                      "RevisorNotObserved lost",
                      "RevisorAwaitingApproval waiting")));
      assertThat(prometheus.firing())
          .noneMatch(alert -> alert.endsWith(" fine") || alert.startsWith("RevisorOperatorDown"));
      everyPanelShowsSomething(prometheus);

      operator.terminate();
      TestCluster.await(
          "the operator's end is told of",
          prometheus::firing,
          firing -> firing.contains("RevisorOperatorDown"));
    } finally {
      cluster.startOperator();
    }
  }

  /// What they left is looked at each second, and would be late where alerts have no patience.
  private static void forgetOtherTests() {
    cluster.client().resources(SchemaMigration.class).inNamespace(TestCluster.NAMESPACE).delete();
  }

  private static Sample sample(String trouble) {
    var sample = Sample.of(trouble, PostgresServer.port(), PostgresServer.newDatabase().name());
    return switch (trouble) {
      case "stalled" -> {
        cluster
            .images()
            .push("stalls:1", "s.sql", Images.revision("5757", "", "SELECT 1/0;", "SELECT 1;"));
        yield sample.image("stalls:1");
      }
      case "late" -> sample.url("postgresql://localhost:1/nowhere");
      case "waiting" -> sample.with("policy", "approval", "Always");
      default -> sample;
    };
  }

  private static void makeTrouble() {
    for (var one : List.of("fine", "changed", "lost")) {
      cluster.awaitReason(one, "Succeeded");
    }
    new TestDatabase(database("changed")).execute("CREATE TABLE by_hand (id integer)");
    new TestDatabase("postgres").execute("DROP DATABASE " + database("lost") + " WITH (FORCE)");
    for (int retry = 1; retry <= 3; retry++) {
      int runs = retry;
      cluster.awaitReason("stalled", "MigrationFailed");
      TestCluster.await(
          "it failed once more", () -> cluster.runs("stalled"), count -> count == runs);
      cluster.annotate("stalled", SchemaMigration.RETRY_ANNOTATION, "again " + retry);
    }
  }

  private static String database(String name) {
    var url = String.valueOf(cluster.get(name).getSpec().database().url());
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static void everyPanelShowsSomething(Prometheus prometheus) throws IOException {
    var dashboard =
        new ObjectMapper().readTree(Path.of("helm/revisor/files/dashboard.json").toFile());
    var expressions = dashboard.path("panels").findValuesAsText("expr");
    assertThat(expressions).hasSizeGreaterThan(8);
    for (var expression : expressions) {
      var query = expression.replace("$namespace", ".*").replace("$__rate_interval", "1m");
      assertThat(prometheus.query(query)).as(query).isNotEmpty();
    }
  }

  /// What the chart's PrometheusRule has under `spec`, in `rules.yaml`.
  private Path rules() throws IOException {
    var helm = Path.of(Command.run(List.of("dev/cluster", "tools")).orFail().strip(), "helm");
    var rendered =
        Command.run(
                List.of(
                    helm.toString(),
                    "template",
                    "revisor",
                    "helm/revisor",
                    "--namespace=revisor-system",
                    "--set=metrics.prometheusRule.enabled=true",
                    "--show-only=templates/prometheusrule.yaml"))
            .orFail();
    var file = folder.resolve("rules.yaml");
    YAML.writeValue(file.toFile(), YAML.readTree(rendered).path("spec"));
    return file;
  }

  private static String withoutPatience(String rules) {
    return rules.replaceAll("(?m)^( *)for: .*$", "$1for: 0s");
  }

  private static TreeSet<String> alerts(JsonNode node, String key) {
    return new TreeSet<>(node.findValuesAsText(key));
  }

  private String promtool(String... args) {
    var line = new ArrayList<>(List.of(Prometheus.program("promtool")));
    line.addAll(List.of(args));
    return Command.run(line).orFail();
  }
}
