package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.SchemaMigrationStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // the registry that Quarkus brings, and so the one to look at
class MigrationMetricsTest {
  private static final Observation SHOP = Observations.some().build();
  private static final String STALLED =
      "revisor_status{name=\"shop\",namespace=\"prod\",ready=\"False\","
          + "reason=\"MigrationFailed\",stalled=\"True\",} 1.0";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MigrationMetrics metrics = new MigrationMetrics(registry, "1.0");

  @Test
  void oneSeriesAResourceSaysHowItIsNow() {
    metrics.show(SHOP, status("False", "MigrationFailed", "True"));
    assertThat(statusLines()).containsExactly(STALLED);

    metrics.show(SHOP, status("True", "Succeeded", "False"));
    assertThat(statusLines())
        .singleElement()
        .asString()
        .contains("ready=\"True\"", "reason=\"Succeeded\"", "stalled=\"False\"");
  }

  @Test
  void aResourceThatIsGoneLeavesNothing() {
    var status = status("True", "Succeeded", "False");
    metrics.show(SHOP, status);
    metrics.count(SHOP.identity(), status.historyOrEmpty());
    metrics.forget(SHOP.identity());
    assertThat(registry.scrape()).doesNotContain("shop");
  }

  @Test
  void aResourceThatIsMadeAnewOutlivesTheFormer() {
    var former = SHOP.identity();
    var anew = new Observation.Identity(former.namespace(), former.name(), "another");
    var status = status("True", "Succeeded", "False");
    metrics.show(SHOP, status);
    metrics.count(former, status.historyOrEmpty());
    metrics.count(anew, status.historyOrEmpty());
    metrics.forget(former);
    assertThat(registry.get("revisor.runs").tag("outcome", "Succeeded").counter().count())
        .isEqualTo(1);
  }

  @Test
  void theFirstFailureIsAnIncreaseFromZero() {
    metrics.show(SHOP, status("Unknown", "Pending", "False"));
    assertThat(registry.scrape())
        .contains("revisor_runs_total{name=\"shop\",namespace=\"prod\",outcome=\"Failed\",} 0.0");
  }

  @Test
  void itSaysWhenTheDatabaseWasReadAndHowOftenItShouldBe() {
    metrics.show(SHOP, status("True", "Succeeded", "False"));
    assertThat(registry.get("revisor.last.observed.timestamp.seconds").gauge().value())
        .isEqualTo(((DatabaseView.Read) SHOP.database()).at().getEpochSecond());
    assertThat(registry.get("revisor.observe.interval.seconds").gauge().value())
        .isEqualTo(SHOP.spec().observeIntervalOrDefault().toSeconds());
  }

  @Test
  void theReferencePageHasThemAll() throws IOException {
    var page = Files.readString(Path.of("docs/reference/metrics.md"));
    metrics.show(SHOP, status("True", "Succeeded", "False"));
    metrics.count(SHOP.identity(), status("True", "Succeeded", "False").historyOrEmpty());
    Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$")
        .matcher(registry.scrape())
        .results()
        .forEach(
            found ->
                assertThat(page).contains("| `" + found.group(1) + "` | " + found.group(2) + " |"));
  }

  @Test
  void thereIsEveryMetricThatTheChartReads() throws IOException {
    var status = status("True", "Succeeded", "False");
    metrics.show(SHOP, status);
    metrics.count(SHOP.identity(), status.historyOrEmpty());

    var read = names("helm/revisor/templates/prometheusrule.yaml");
    read.addAll(names("helm/revisor/files/dashboard.json"));
    assertThat(read).contains("revisor_status", "revisor_runs_total");
    assertThat(read)
        .allSatisfy(name -> assertThat(registry.scrape()).containsPattern("(?m)^" + name + "\\{"));
  }

  private List<String> statusLines() {
    return registry.scrape().lines().filter(line -> line.startsWith("revisor_status{")).toList();
  }

  private static Set<String> names(String file) throws IOException {
    var names = new TreeSet<String>();
    Pattern.compile("\\brevisor_\\w+")
        .matcher(Files.readString(Path.of(file)))
        .results()
        .forEach(found -> names.add(found.group()));
    return names;
  }

  private static SchemaMigrationStatus status(String ready, String reason, String stalled) {
    return Serialization.unmarshal(
        """
        pending: 0
        history:
          - {outcome: Succeeded, job: shop-1, startedAt: "2026-01-05T10:00:00Z", finishedAt: "2026-01-05T10:00:02Z"}
        conditions:
          - {type: Ready, status: "%s", reason: %s, message: "", lastTransitionTime: ""}
          - {type: Stalled, status: "%s", reason: %s, message: "", lastTransitionTime: ""}
        """
            .formatted(ready, reason, stalled, reason),
        SchemaMigrationStatus.class);
  }
}
