package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Condition;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// Operators and pods that end in the middle of a run, and specs that change under it: each
/// revision exactly once, no two Jobs at a time, and a status that says the truth.
class SurvivalIT {
  private static final long LATCH = 4711;

  private final TestCluster cluster = TestCluster.shared();
  private TestDatabase database;
  private Connection latch;
  private Sample sample;

  /// The second of its three revisions waits for a latch that the test holds.
  @BeforeEach
  void aSlowMigration(TestInfo test) throws SQLException {
    database = PostgresServer.newDatabase();
    var name = test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT);
    cluster
        .images()
        .push(
            "slow:1",
            "a1.sql",
            Images.table("a1a1", "", "first"),
            "b2.sql",
            Images.revision(
                "b2b2",
                "a1a1",
                "SELECT pg_advisory_xact_lock_shared(" + LATCH + ");\nCREATE TABLE second ();",
                "DROP TABLE second;"),
            "c3.sql",
            Images.table("c3c3", "b2b2", "third"));
    sample =
        Sample.of(name, PostgresServer.port(), database.name())
            .image("slow:1")
            .with("policy", "lockTimeout", "2m");
    latch = database.connect();
    sql(latch, "SELECT pg_advisory_lock(" + LATCH + ")");
  }

  @AfterEach
  void release() throws SQLException {
    latch.close();
    cluster.kubelet().useCalls();
    cluster.kubelet().losePods(false);
  }

  @Test
  void theNextOperatorAdoptsTheRunningJob() throws SQLException {
    var job = startAndWait();
    cluster.stopOperator();
    cluster.startOperator();
    latch.close();
    assertEachRevisionOnce();
    assertThat(jobs()).extracting(one -> one.getMetadata().getName()).containsExactly(job);
    assertThat(cluster.runs(sample.name())).isEqualTo(1);
  }

  @Test
  void theNextOperatorTakesOverTheResultOfAJobThatEndedMeanwhile() throws SQLException {
    var job = startAndWait();
    cluster.stopOperator();
    latch.close();
    TestCluster.await("the Job ends", () -> jobs().getFirst(), JobStatusWriter::isFinished);
    assertThat(TestCluster.condition(cluster.get(sample.name()), Condition.Type.Ready).reason())
        .hasToString("Running");
    cluster.startOperator();
    assertEachRevisionOnce();
    assertThat(cluster.history(sample.name()).getFirst().job()).isEqualTo(job);
  }

  @Test
  void aKilledRunIsStartedAgainAndGoesOn() throws SQLException {
    cluster.kubelet().useProcesses();
    var job = startAndWait();
    cluster.kubelet().kill(job);
    latch.close();
    assertEachRevisionOnce();
    var history = cluster.history(sample.name());
    assertThat(history).extracting(run -> run.outcome()).containsExactly("Succeeded", "Unknown");
    assertThat(history.getFirst().from()).containsExactly("a1a1");
  }

  @Test
  void whatARunWithoutAPodDidIsReadFromTheDatabase() throws SQLException {
    cluster.kubelet().losePods(true);
    startAndWait();
    latch.close();
    assertEachRevisionOnce();
    assertThat(cluster.runs(sample.name())).isEqualTo(1);
    var run = cluster.history(sample.name()).getFirst();
    assertThat(run.outcome()).isEqualTo("Succeeded");
    assertThat(run.applied()).isEqualTo(3);
  }

  @Test
  void aRunIsKilledAgainAndAgainUntilItsRetriesAreExhausted() {
    cluster.kubelet().useProcesses();
    sample = sample.with("policy", "retries", "1");
    var first = startAndWait();
    cluster.kubelet().kill(first);
    var second =
        TestCluster.await(
            "the second run",
            () -> cluster.runs(sample.name()) == 2 ? newestJob() : "",
            name -> !name.isEmpty() && cluster.kubelet().hasStarted(name));
    awaitTable("first");
    cluster.kubelet().kill(second);
    var ready = cluster.awaitReason(sample.name(), "RetriesExhausted");
    assertThat(ready.message()).contains("spec.policy.retries");
    assertThat(stalled()).isEqualTo(Condition.Status.True);
  }

  @Test
  void aNewSpecWaitsForTheRunningJob() throws SQLException {
    var job = startAndWait();
    cluster.apply(sample.target("a1a1").allowDowngrade());
    var ready = cluster.awaitReason(sample.name(), "PreviousRunActive");
    assertThat(ready.message()).contains(job);
    assertThat(jobs()).hasSize(1);
    latch.close();
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(versions()).containsExactly("a1a1");
    assertThat(cluster.history(sample.name()))
        .extracting(run -> run.to())
        .containsExactly(List.of("a1a1"), List.of("c3c3"));
  }

  @Test
  void deletionWaitsForTheRunningJobAndLeavesTheDatabaseAlone() throws SQLException {
    startAndWait();
    cluster.delete(sample.name());
    cluster.awaitReason(sample.name(), "Deleting");
    latch.close();
    TestCluster.await("it goes", () -> cluster.find(sample.name()), List::isEmpty);
    assertThat(versions()).containsExactly("c3c3");
    TestCluster.await("its Jobs go", this::jobs, List::isEmpty);
  }

  @Test
  void aSuspendedResourceIsWatchedAndStartsNothing() throws SQLException {
    latch.close();
    cluster.apply(sample.with("spec", "suspend", "true"));
    // Ready is as observed: unknown until the database was looked at
    TestCluster.await(
        "it is seen not to be at its target",
        () -> cluster.awaitReason(sample.name(), "Suspended").status(),
        Condition.Status.False::equals);
    database.execute("CREATE SCHEMA revisor; CREATE TABLE revisor.version (version_num text)");
    database.execute("INSERT INTO revisor.version VALUES ('byhand')");
    TestCluster.await(
        "the change by hand is seen",
        () -> cluster.get(sample.name()).getStatus().currentRevisions(),
        List.of("byhand")::equals);
    assertThat(jobs()).isEmpty();
  }

  @Test
  void aJobThatIsDeletedByHandIsMadeAnew() throws SQLException {
    var job = startAndWait();
    cluster.client().batch().v1().jobs().inNamespace(TestCluster.NAMESPACE).withName(job).delete();
    latch.close();
    assertEachRevisionOnce();
  }

  /// Starts the migration and waits until it is held up in its second revision.
  private String startAndWait() {
    cluster.apply(sample);
    awaitTable("first");
    TestCluster.await(
        "the second revision waits for the latch",
        () ->
            database.list(
                "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                    + " AND objid = "
                    + LATCH),
        waiting -> !waiting.isEmpty());
    return newestJob();
  }

  private void awaitTable(String name) {
    TestCluster.await(
        "the table " + name,
        () -> database.value("SELECT to_regclass('public." + name + "')"),
        name::equals);
  }

  private String newestJob() {
    var identity = cluster.get(sample.name()).getMetadata();
    return JobName.of(
        new Observation.Identity(identity.getNamespace(), identity.getName(), identity.getUid()),
        cluster.runs(sample.name()));
  }

  private void assertEachRevisionOnce() {
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(versions()).containsExactly("c3c3");
    assertThat(
            database.list(
                "SELECT s.revision FROM revisor.step s JOIN revisor.run r ON r.id = s.run_id"
                    + " ORDER BY r.sequence, s.ordinal"))
        .containsExactly("a1a1", "b2b2", "c3c3");
  }

  private List<String> versions() {
    return database.list("SELECT version_num FROM revisor.version");
  }

  private List<Job> jobs() {
    return cluster.jobs(sample.name());
  }

  private Condition.Status stalled() {
    return TestCluster.condition(cluster.get(sample.name()), Condition.Type.Stalled).status();
  }

  private static void sql(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
