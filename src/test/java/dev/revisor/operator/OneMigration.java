package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Condition;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.util.List;
import java.util.Locale;
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
