package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Condition;
import dev.revisor.api.SchemaMigration;
import dev.revisor.support.PostgresServer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An operator that looks at databases through Jobs: the API server lets it read no Secret.
class ObservedByJobsIT extends OneMigration {
  private static WithoutSecrets operator;

  /// Each resource that others left would be looked at by a Job after the other.
  @BeforeAll
  static void takeTheRightAway() {
    var left = cluster.client().resources(SchemaMigration.class).inNamespace(TestCluster.NAMESPACE);
    left.delete();
    TestCluster.await("nothing is left", () -> left.list().getItems(), List::isEmpty);
    cluster.stopOperator();
    operator = new WithoutSecrets(cluster);
  }

  @AfterAll
  static void giveItBack() {
    operator.close();
    cluster.client().batch().v1().jobs().inNamespace(TestCluster.NAMESPACE).delete();
    cluster.client().pods().inNamespace(TestCluster.NAMESPACE).delete();
    cluster.startOperator();
  }

  @AfterEach
  void leave() {
    cluster.delete(sample.name());
  }

  @Test
  void anEmptyDatabaseComesToHeadAndTheLooksGo() {
    reach(sample, "b2b2");
    var status = cluster.get(sample.name()).getStatus();
    var known = Objects.requireNonNull(status.database());
    assertThat(known.name()).isEqualTo(database.name());
    assertThat(known.systemIdentifier()).isNotBlank();
    assertThat(TestCluster.condition(cluster.get(sample.name()), Condition.Type.InSync).status())
        .isEqualTo(Condition.Status.True);
    assertThat(cluster.runs(sample.name())).isEqualTo(1);
    cluster.delete(sample.name());
    TestCluster.await("nothing is left", () -> cluster.jobs(sample.name()), List::isEmpty);
  }

  @Test
  void theResultOfTheRunIsTheLookWhereTheSchemaIsNotCompared() {
    reach(sample.with("policy", "drift", "Ignore"), "b2b2");
    cluster.apply(sample.with("policy", "drift", "Ignore").target("a1a1"));
    assertThat(cluster.awaitReason(sample.name(), "DowngradeDenied").message()).contains("b2b2");
    assertThat(cluster.get(sample.name()).getStatus().currentRevisions()).containsExactly("b2b2");
  }

  @Test
  void aChangeByHandIsSeenAndUndone() {
    reach(sample, "b2b2");
    database.execute(
        "DROP TABLE second; UPDATE revisor.version SET version_num = 'a1a1';"
            + " DELETE FROM revisor.revision WHERE id = 'b2b2'");
    TestCluster.await(
        "head again",
        () -> database.list("SELECT version_num FROM revisor.version"),
        List.of("b2b2")::equals);
    reach(sample, "b2b2");
  }

  @Test
  void aTableThatWasAlteredByHandIsNamed() {
    reach(sample, "b2b2");
    database.execute("ALTER TABLE first ADD COLUMN by_hand integer");
    var drift =
        TestCluster.await(
            "it is seen",
            () -> TestCluster.condition(cluster.get(sample.name()), Condition.Type.InSync),
            one -> one.status() == Condition.Status.False);
    assertThat(drift.reason().name()).isEqualTo("SchemaDrift");
    assertThat(drift.message()).contains("by_hand");
  }

  @Test
  void whatKeepsALookFromBeingDoneIsTheReason() {
    cluster.apply(sample.url("postgresql://localhost:1/nowhere"));
    assertThat(cluster.awaitReason(sample.name(), "DatabaseUnreachable").message())
        .startsWith("spec.database.url: ");
    cluster.apply(sample.url("postgresql://localhost:" + PostgresServer.port() + "/absent_here"));
    cluster.awaitReason(sample.name(), "DatabaseNotFound");
    cluster.apply(sample.image("registry.example/absent-too:1"));
    cluster.awaitReason(sample.name(), "ImagePullFailed");
    reach(sample, "b2b2");
  }

  @Test
  void aMissingSecretIsAContainerThatCannotBeSetUp() {
    cluster.apply(sample.secret("not-there-yet"));
    assertThat(cluster.awaitReason(sample.name(), "ContainerConfigError").message())
        .contains("Secret");
    cluster.putSecret("not-there-yet", "postgres", TestCluster.PASSWORD);
    reach(sample.secret("not-there-yet"), "b2b2");
  }

  @Test
  void aBrokenDirectoryIsTheRunsToTell() {
    cluster.images().push("orphan-seen:1", "b.sql", Images.table("b2b2", "a1a1", "second"));
    cluster.apply(sample.image("orphan-seen:1"));
    assertThat(cluster.awaitReason(sample.name(), "BrokenGraph").message()).contains("a1a1");
  }

  private void reach(Sample wanted, String row) {
    cluster.apply(wanted);
    var ready = cluster.awaitReason(wanted.name(), "Succeeded");
    assertThat(ready.status()).isEqualTo(Condition.Status.True);
    assertThat(database.list("SELECT version_num FROM revisor.version")).containsExactly(row);
    assertThat(cluster.get(wanted.name()).getStatus().currentRevisions()).containsExactly(row);
  }
}
