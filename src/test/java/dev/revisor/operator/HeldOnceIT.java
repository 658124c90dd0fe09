package dev.revisor.operator;

import dev.revisor.api.SchemaMigration;
import dev.revisor.support.PostgresServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A resource is held in memory once, however often its status was written.
class HeldOnceIT {
  private static final int TIMES = 10;

  private final TestCluster cluster = TestCluster.shared();

  @Test
  void whatWasWrittenIsLetGoOnceTheWatchHasBroughtIt() {
    var database = PostgresServer.newDatabase();
    var sample = Sample.of("held-once", PostgresServer.port(), database.name()).allowDowngrade();
    cluster.apply(sample);
    for (int i = 0; i < TIMES; i++) {
      cluster.awaitReason(sample.name(), "Succeeded");
      TestCluster.await("it is held once", cluster.operator()::heldAsWritten, Map::isEmpty);
      cluster.apply(sample.target(i % 2 == 0 ? "a1a1" : "head"));
      TestCluster.await(
          "the change is worked on",
          () -> generation(cluster.get(sample.name())),
          cluster.get(sample.name()).getMetadata().getGeneration()::equals);
    }
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  private static Long generation(SchemaMigration resource) {
    var status = resource.getStatus();
    return status == null || status.observedGeneration() == null ? 0L : status.observedGeneration();
  }
}
