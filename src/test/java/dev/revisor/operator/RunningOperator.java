package dev.revisor.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.Operator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/// The operator in this process: the reconciler and what it needs, without Quarkus around it.
final class RunningOperator implements AutoCloseable {
  private final Operator operator;
  private final ConnectionPools pools;
  private final DatabaseWatch databases;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  private RunningOperator(KubernetesClient client) {
    pools = new ConnectionPools();
    databases = new DatabaseWatch(new DatabaseReader(client, pools));
    operator =
        new Operator(
            settings -> settings.withKubernetesClient(client).withCloseClientOnStop(false));
    operator.register(
        new SchemaMigrationReconciler(
            client, databases, new EventRecorder(client), new MigrationMetrics(metrics, "test")),
        OperatorSetup::configure);
  }

  /// What objects are read by, as Quarkus has it made for the shipped operator.
  static KubernetesSerialization serialization() {
    var mapper = new ObjectMapper();
    new LeanObjects().customize(mapper);
    return new KubernetesSerialization(mapper, true);
  }

  static RunningOperator start(KubernetesClient client) {
    var running = new RunningOperator(client);
    running.operator.start();
    return running;
  }

  SimpleMeterRegistry metrics() {
    return metrics;
  }

  @Override
  public void close() {
    operator.stop();
    databases.close();
    pools.close();
  }
}
