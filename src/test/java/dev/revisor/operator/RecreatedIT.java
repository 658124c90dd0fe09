package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A resource that is deleted and made again at once, while the end of the old one is being worked
/// on.
class RecreatedIT {
  private static final int TIMES = 25;

  private final TestCluster cluster = TestCluster.shared();

  @Test
  void everyNewOneIsSeen() {
    var database = PostgresServer.newDatabase();
    var sample = Sample.of("recreated", PostgresServer.port(), database.name());
    cluster.apply(sample);
    cluster.awaitReason(sample.name(), "Succeeded");
    for (int i = 0; i < TIMES; i++) {
      var old = cluster.get(sample.name()).getMetadata().getUid();
      cluster.delete(sample.name());
      TestCluster.await("it is gone", () -> cluster.find(sample.name()), List::isEmpty);
      cluster.apply(sample);
      cluster.awaitReason(sample.name(), "Succeeded");
      assertThat(cluster.get(sample.name()).getMetadata().getUid()).isNotEqualTo(old);
    }
    assertThat(database.list("SELECT count(*) FROM revisor.revision")).containsExactly("2");
  }
}
