package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Condition;
import dev.revisor.api.RunStatus;
import dev.revisor.api.SchemaMigration;
import dev.revisor.support.ApiServer;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A real API server with the CRD, a fake kubelet, and the operator that works on it.
final class TestCluster {
  static final String NAMESPACE = "shop";

  /// In the Secret `db`, and nowhere else.
  static final String PASSWORD = "pw-7d0c1a5e";

  /// The operator works with the rights that an installation gives it, and no others.
  static final String OPERATOR = "system:serviceaccount:revisor-system:revisor";

  private static final List<String> INSTALLED =
      List.of(
          "-f crds/schemamigrations.revisor.dev.yaml",
          "-f deploy/base/rbac.yaml",
          "-n revisor-system -f deploy/base/rbac-leader-election.yaml");

  private static final TestCluster SHARED = shared(new TestCluster(ApiServer.start(), INSTALLED));
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Path folder;
  private final ApiServer server;
  private final KubernetesClient client;
  private final KubernetesClient operatorClient;
  private final Images images;
  private final FakeKubelet kubelet;
  private @Nullable RunningOperator operator;

  /// The one of this JVM, started by the first that asks.
  static TestCluster shared() {
    return SHARED;
  }

  /// One of a test's own, whose API server writes down what it is asked; the operator has the
  /// rights of these files, and does not run yet.
  ///
  /// @param installed each the options of a `kubectl apply`
  static TestCluster audited(List<String> installed) {
    return new TestCluster(ApiServer.startAudited(), installed);
  }

  private static TestCluster shared(TestCluster cluster) {
    cluster.startOperator();
    return cluster;
  }

  private TestCluster(ApiServer server, List<String> installed) {
    this.server = server;
    try {
      folder = Files.createTempDirectory("cluster");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.kubectl("apply", "-f", "deploy/base/namespace.yaml").orFail();
    var admin = Config.fromKubeconfig(server.kubeconfig().toFile());
    client = new KubernetesClientBuilder().withConfig(admin).build();
    operatorClient =
        new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(admin).withImpersonateUsername(OPERATOR).build())
            .withKubernetesSerialization(RunningOperator.serialization())
            .build();
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    for (var options : installed) {
      server.kubectl(("apply " + options).split(" ")).orFail();
    }
    images = new Images(folder);
    putSecret("db", "postgres", PASSWORD);
    images.push(
        "shop:1",
        "a1.sql",
        Images.table("a1a1", "", "first"),
        "b2.sql",
        Images.table("b2b2", "a1a1", "second"));
    kubelet = new FakeKubelet(client, images, folder);
  }

  /// What was asked of an audited API server.
  Path auditLog() {
    return server.auditLog();
  }

  /// Ends all that is the test's own.
  void close() {
    kubelet.close();
    operatorClient.close();
    client.close();
    server.close();
  }

  /// Of an administrator.
  Path kubeconfig() {
    return server.kubeconfig();
  }

  KubernetesClient client() {
    return client;
  }

  Images images() {
    return images;
  }

  FakeKubelet kubelet() {
    return kubelet;
  }

  RunningOperator operator() {
    return Objects.requireNonNull(operator);
  }

  void stopOperator() {
    operator().close();
  }

  void startOperator() {
    operator = RunningOperator.start(operatorClient);
  }

  void apply(Sample sample) {
    apply(sample.yaml());
  }

  /// Creates or changes, as `kubectl apply` does.
  void apply(String yaml) {
    client
        .resource(Serialization.unmarshal(yaml, SchemaMigration.class))
        .inNamespace(NAMESPACE)
        .forceConflicts()
        .serverSideApply();
  }

  void putSecret(String name, String user, String password) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToStringData("username", user)
                .addToStringData("password", password)
                .build())
        .forceConflicts()
        .serverSideApply();
  }

  SchemaMigration get(String name) {
    return client.resources(SchemaMigration.class).inNamespace(NAMESPACE).withName(name).get();
  }

  /// The resource, or nothing.
  List<SchemaMigration> find(String name) {
    return client.resources(SchemaMigration.class).inNamespace(NAMESPACE).list().getItems().stream()
        .filter(one -> one.getMetadata().getName().equals(name))
        .toList();
  }

  void delete(String name) {
    client.resources(SchemaMigration.class).inNamespace(NAMESPACE).withName(name).delete();
  }

  /// The Jobs of a resource, finished ones too.
  List<Job> jobs(String name) {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(NAMESPACE)
        .withLabel(Labels.NAME, name)
        .list()
        .getItems();
  }

  /// How many runs of a resource were started.
  long runs(String name) {
    return get(name).getStatus().runsOrZero();
  }

  /// Its runs that ended, the newest first.
  List<RunStatus> history(String name) {
    return get(name).getStatus().historyOrEmpty();
  }

  /// Sets an annotation as kubectl does, whatever else is written meanwhile; an empty value takes
  /// it away.
  void annotate(String name, String key, String value) {
    var annotations = new HashMap<String, @Nullable Object>();
    annotations.put(key, value.isEmpty() ? null : value);
    client
        .resource(get(name))
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            Serialization.asJson(Map.of("metadata", Map.of("annotations", annotations))));
  }

  /// Waits until the Ready condition of the newest generation has a reason, and checks that the
  /// three conditions agree.
  Condition awaitReason(String name, String reason) {
    var found =
        await(
            name + " has reason " + reason,
            () -> get(name),
            resource -> {
              var ready = condition(resource, Condition.Type.Ready);
              return ready.reason().name().equals(reason)
                  && ready.observedGeneration() == resource.getMetadata().getGeneration();
            });
    assertThat(found.getStatus().conditionsOrEmpty())
        .hasSizeGreaterThanOrEqualTo(3)
        .filteredOn(one -> one.type() != Condition.Type.InSync)
        .allSatisfy(one -> assertThat(one.reason().name()).isEqualTo(reason));
    assertThat(found.getStatus().observedGeneration())
        .isEqualTo(found.getMetadata().getGeneration());
    return condition(found, Condition.Type.Ready);
  }

  static Condition condition(SchemaMigration resource, Condition.Type type) {
    return resource.getStatus() == null
        ? new Condition(
            type, Condition.Status.Unknown, -1, "", dev.revisor.api.Reason.Pending, "no status")
        : resource.getStatus().conditionsOrEmpty().stream()
            .filter(one -> one.type() == type)
            .findFirst()
            .orElseThrow();
  }

  List<Event> events(String name) {
    return client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getName().equals(name))
        .toList();
  }

  static <T> T await(String what, Supplier<T> look, Predicate<T> reached) {
    var deadline = Instant.now().plus(PATIENCE);
    var seen = look.get();
    while (!reached.test(seen)) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("not within " + PATIENCE + ": " + what + "; last: " + text(seen));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
      seen = look.get();
    }
    return seen;
  }

  private static String text(Object seen) {
    if (seen instanceof SchemaMigration resource) {
      resource.getMetadata().setManagedFields(List.of());
      return Serialization.asYaml(resource);
    }
    return String.valueOf(seen);
  }
}
