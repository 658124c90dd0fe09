package dev.revisor.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.source.informer.ManagedInformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TemporaryResourceCache;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;

/// The operator in this process: the reconciler and what it needs, without Quarkus around it.
final class RunningOperator implements AutoCloseable {
  private final Operator operator;
  private final ConnectionPools pools;
  private final DatabaseWatch databases;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  private RunningOperator(
      KubernetesClient client, ConnectionPools pools, Looks looks, String selector) {
    this.pools = pools;
    databases = new DatabaseWatch(looks);
    operator =
        new Operator(
            settings -> settings.withKubernetesClient(client).withCloseClientOnStop(false));
    operator.register(
        new SchemaMigrationReconciler(
            client,
            databases,
            new EventRecorder(client),
            new MigrationMetrics(metrics, "test"),
            JobDefaults.NONE),
        controller -> {
          OperatorSetup.configure(controller);
          controller.withLabelSelector(selector.isEmpty() ? null : selector);
        });
  }

  /// What objects are read by, as Quarkus has it made for the shipped operator.
  static KubernetesSerialization serialization() {
    var mapper = new ObjectMapper();
    new LeanObjects().customize(mapper);
    return LeanObjects.serialization(mapper);
  }

  /// With the rights of the operator.
  static KubernetesClient client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(config).withImpersonateUsername(TestCluster.OPERATOR).build())
        .withKubernetesSerialization(serialization())
        .build();
  }

  static RunningOperator start(KubernetesClient client) {
    var pools = new ConnectionPools();
    return started(new RunningOperator(client, pools, new DatabaseReader(client, pools), ""));
  }

  /// One that looks at databases through Jobs.
  static RunningOperator startLookingByJobs(KubernetesClient client) {
    var looks = new JobLooks(client, JobDefaults.NONE, Duration.ofSeconds(2));
    return started(new RunningOperator(client, new ConnectionPools(), looks, ""));
  }

  /// One that serves the resources with some labels.
  static RunningOperator startFor(KubernetesClient client, String selector) {
    var pools = new ConnectionPools();
    var looks = new DatabaseReader(client, pools);
    return started(new RunningOperator(client, pools, looks, selector));
  }

  private static RunningOperator started(RunningOperator running) {
    running.operator.start();
    return running;
  }

  SimpleMeterRegistry metrics() {
    return metrics;
  }

  /// The resources that the Operator SDK holds beside those that the watch brought: as they were
  /// written. It tells nobody.
  Map<?, ?> heldAsWritten() {
    var controller =
        (Controller<?>) operator.getRegisteredController("schemamigration").orElseThrow();
    var resources = controller.getEventSourceManager().getControllerEventSource();
    try {
      var written = ManagedInformerEventSource.class.getDeclaredField("temporaryResourceCache");
      written.setAccessible(true);
      var held = TemporaryResourceCache.class.getDeclaredField("cache");
      held.setAccessible(true);
      return (Map<?, ?>) held.get(written.get(resources));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    operator.stop();
    databases.close();
    pools.close();
  }
}
