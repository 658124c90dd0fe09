package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.SchemaMigration;
import dev.revisor.support.PostgresServer;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// What the operator leaves behind: Events, Jobs, finalizers, metrics, and no passwords.
class TracesIT extends OneMigration {
  @Test
  void anEventTellsOfATransitionAndOfNothingElse() {
    reach(sample);
    awaitEvents("Normal Running", "Normal Succeeded");
    database.execute("UPDATE revisor.version SET version_num = version_num");
    awaitLooks();
    assertThat(events()).containsExactly("Normal Running", "Normal Succeeded");
    cluster.apply(sample.target("a1a1"));
    cluster.awaitReason(sample.name(), "DowngradeDenied");
    awaitEvents("Normal Running", "Normal Succeeded", "Normal Running", "Warning DowngradeDenied");
  }

  /// An Event is written after the status that it tells of.
  private void awaitEvents(String... expected) {
    TestCluster.await("the Events", this::events, List.of(expected)::equals);
  }

  @Test
  void passwordsAreNowhere() {
    var lines = new Lines();
    Logger.getLogger("").addHandler(lines);
    cluster.putSecret("secretive", "postgres", "pw-very-secret");
    var url =
        "postgresql://postgres:pw-in-url@localhost:%d/%s"
            .formatted(PostgresServer.port(), PostgresServer.newDatabase().name());
    cluster.putSecret("whole-url", "x", url);
    reach(sample.secret("secretive"));
    reach(
        new Sample("passwordsarenowhere2", "", "shop:1", "base", java.util.Map.of())
            .allowDowngrade()
            .yaml()
            .replace(
                "    url: \n", "    urlFrom: {secretKeyRef: {name: whole-url, key: password}}\n")
            .replace("    credentials: {secretName: db}\n", ""),
        "passwordsarenowhere2");
    cluster.apply(sample.secret("secretive").target("ffff"));
    cluster.awaitReason(sample.name(), "UnknownRevision");
    Logger.getLogger("").removeHandler(lines);

    assertThat(lines.texts).isNotEmpty();
    assertThat(everything() + lines.texts + cluster.kubelet().logs())
        .doesNotContain("pw-very-secret")
        .doesNotContain("pw-in-url");
  }

  @Test
  void finishedJobsAreKeptAsManyAsTheSpecSays() {
    sample = sample.with("spec", "jobHistoryLimit", "2").allowDowngrade();
    for (var target : List.of("a1a1", "b2b2", "a1a1", "b2b2")) {
      reach(sample.target(target));
    }
    TestCluster.await("two Jobs", () -> cluster.jobs(sample.name()).size(), count -> count == 2);
    assertThat(cluster.runs(sample.name())).isEqualTo(4);
    assertThat(cluster.history(sample.name())).hasSize(4);
    reach(sample.target("base").with("spec", "jobHistoryLimit", "0"));
    TestCluster.await("no Job", () -> cluster.jobs(sample.name()).size(), count -> count == 0);
  }

  @Test
  void noFinalizerIsLeftAndNothingOwnsAJob() {
    reach(sample);
    TestCluster.await(
        "no finalizer",
        () -> cluster.get(sample.name()).getMetadata().getFinalizers(),
        List::isEmpty);
    assertThat(cluster.jobs(sample.name()))
        .allSatisfy(job -> assertThat(job.getMetadata().getOwnerReferences()).isEmpty());
  }

  @Test
  void aNameMayBeAsLongAsKubernetesAllows() {
    sample = Sample.of("a-name." + "x".repeat(60) + ".end", PostgresServer.port(), database.name());
    reach(sample);
    assertThat(database.list("SELECT requester FROM revisor.run"))
        .containsExactly("shop/" + sample.name());
  }

  @Test
  void aResourceThatIsMadeAgainBeginsAfresh() {
    reach(sample);
    cluster.delete(sample.name());
    TestCluster.await("it goes", () -> cluster.find(sample.name()), List::isEmpty);
    awaitLooks();
    reach(sample);
    assertThat(cluster.runs(sample.name())).isEqualTo(1);
    assertThat(cluster.history(sample.name()))
        .extracting(run -> run.outcome())
        .containsExactly("NothingToDo");
  }

  @Test
  void everyRunIsCountedOnce() {
    reach(sample);
    awaitLooks();
    var counted =
        cluster
            .operator()
            .metrics()
            .get("revisor.runs")
            .tags("namespace", "shop", "name", sample.name(), "outcome", "Succeeded")
            .counter()
            .count();
    assertThat(counted).isEqualTo(1);
  }

  @Test
  void aQuotaHoldsBackARunUntilThereIsRoom() {
    var quota =
        new ResourceQuotaBuilder()
            .withNewMetadata()
            .withName("no-jobs")
            .withNamespace(TestCluster.NAMESPACE)
            .endMetadata()
            .withNewSpec()
            .addToHard("count/jobs.batch", new io.fabric8.kubernetes.api.model.Quantity("0"))
            .endSpec()
            .build();
    var made = cluster.client().resource(quota).create();
    // What the quota controller would say.
    made.setStatus(
        new io.fabric8.kubernetes.api.model.ResourceQuotaStatusBuilder()
            .withHard(made.getSpec().getHard())
            .addToUsed("count/jobs.batch", new io.fabric8.kubernetes.api.model.Quantity("0"))
            .build());
    cluster.client().resource(made).updateStatus();
    try {
      cluster.apply(sample);
      var ready = cluster.awaitReason(sample.name(), "QuotaExceeded");
      assertThat(ready.message()).contains("no-jobs");
      assertThat(cluster.get(sample.name()).getStatus().nextAttemptAt()).isNotNull();
      awaitLooks();
      assertThat(cluster.runs(sample.name())).isEqualTo(1);
    } finally {
      cluster.client().resource(made).delete();
    }
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  private void reach(Sample wanted) {
    reach(wanted.yaml(), wanted.name());
  }

  private void reach(String yaml, String name) {
    cluster.apply(yaml);
    cluster.awaitReason(name, "Succeeded");
  }

  private List<String> events() {
    return cluster.events(sample.name()).stream()
        .sorted(java.util.Comparator.comparing(TracesIT::version))
        .map(event -> event.getType() + " " + event.getReason())
        .toList();
  }

  private static long version(Event event) {
    return Long.parseLong(event.getMetadata().getResourceVersion());
  }

  /// Waits until the database has been looked at a few times more.
  private static void awaitLooks() {
    var until = java.time.Instant.now().plusSeconds(3);
    TestCluster.await("some looks", java.time.Instant::now, until::isBefore);
  }

  /// All that the API server holds of the namespace, save the Secrets.
  private String everything() {
    var client = cluster.client();
    var namespace = TestCluster.NAMESPACE;
    return Serialization.asYaml(
            client.resources(SchemaMigration.class).inNamespace(namespace).list())
        + Serialization.asYaml(client.batch().v1().jobs().inNamespace(namespace).list())
        + Serialization.asYaml(client.pods().inNamespace(namespace).list())
        + Serialization.asYaml(client.v1().events().inNamespace(namespace).list());
  }

  /// What is logged.
  private static final class Lines extends Handler {
    private final List<String> texts = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord logged) {
      if (logged.getLevel().intValue() >= Level.INFO.intValue()
          || logged.getLoggerName().startsWith("dev.revisor")) {
        texts.add(
            logged.getMessage() + Arrays.toString(logged.getParameters()) + logged.getThrown());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
