package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Condition;
import dev.revisor.api.PlanStatus;
import dev.revisor.api.SchemaMigration;
import dev.revisor.support.PostgresServer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What policies ask for before a migration runs, on the whole loop.
class PoliciesIT extends OneMigration {
  private static final String DROP = Images.revision("b2b2", "a1a1", "DROP TABLE first;", "");

  @BeforeEach
  void anImageThatDropsATable() {
    cluster.images().push("drop:1", "a1.sql", Images.table("a1a1", "", "first"), "b2.sql", DROP);
  }

  @Test
  void aPlanThatNeedsAnApprovalWaitsForItAndUsesItUp() {
    cluster.apply(sample.with("policy", "approval", "Always"));
    var ready = cluster.awaitReason(sample.name(), "AwaitingApproval");
    assertThat(condition(Condition.Type.Reconciling)).isEqualTo(Condition.Status.True);
    assertThat(condition(Condition.Type.Stalled)).isEqualTo(Condition.Status.False);
    assertThat(condition(Condition.Type.Approved)).isEqualTo(Condition.Status.False);
    assertThat(tables()).isEmpty();
    var plan = plan();
    assertThat(ready.message())
        .contains(plan.hash())
        .contains("a1a1")
        .contains("revisor.dev/approve");
    assertThat(plan.total()).isEqualTo(2);
    assertThat(plan.direction()).isEqualTo("upgrade");

    approve("sha256:" + "0".repeat(64));
    cluster.awaitReason(sample.name(), "AwaitingApproval");
    assertThat(tables()).isEmpty();

    approve(plan.hash());
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(condition(Condition.Type.Approved)).isEqualTo(Condition.Status.True);
    assertThat(tables()).containsExactly("first", "second");
    assertThat(cluster.history(sample.name()).getFirst().approvedPlan()).isEqualTo(plan.hash());
    TestCluster.await(
        "the approval is used up",
        () -> cluster.get(sample.name()).getStatus().spentApprovalsOrEmpty(),
        List.of(plan.hash())::equals);

    // The same plan once more: the approval was for one time.
    database.execute(
        "DROP TABLE first, second; DELETE FROM revisor.version; DELETE FROM revisor.revision");
    cluster.awaitReason(sample.name(), "AwaitingApproval");
    approve("");
    TestCluster.await(
        "it is forgotten",
        () -> cluster.get(sample.name()).getStatus().spentApprovalsOrEmpty(),
        List::isEmpty);
    approve(plan.hash());
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(tables()).containsExactly("first", "second");
  }

  @Test
  void onlyWhatLosesDataNeedsAnApprovalWhenThePolicySaysSo() {
    var careful = sample.image("drop:1").with("policy", "approval", "Destructive");
    cluster.apply(careful.target("a1a1"));
    cluster.awaitReason(sample.name(), "Succeeded");
    cluster.apply(careful);
    cluster.awaitReason(sample.name(), "AwaitingApproval");
    assertThat(plan().findings()).containsEntry("destructive", 1);
    assertThat(tables()).containsExactly("first");

    cluster.apply(careful.with("spec", "approvedPlan", plan().hash()));
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(tables()).isEmpty();
  }

  @Test
  void theRestOfAnApprovedPlanIsApproved() {
    cluster
        .images()
        .push(
            "stumbles:1",
            "a1.sql",
            Images.table("a1a1", "", "first"),
            "b2.sql",
            Images.revision("b2b2", "a1a1", "INSERT INTO needed VALUES (1);", ""));
    cluster.apply(sample.image("stumbles:1").with("policy", "approval", "Always"));
    cluster.awaitReason(sample.name(), "AwaitingApproval");
    approve(plan().hash());
    cluster.awaitReason(sample.name(), "MigrationFailed");
    assertThat(tables()).containsExactly("first");
    database.execute("CREATE TABLE needed (id integer)");
    cluster.annotate(sample.name(), SchemaMigration.RETRY_ANNOTATION, "1");
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(database.value("SELECT count(*) FROM needed")).isEqualTo("1");
  }

  @Test
  void anotherPlanMakesAnApprovalVoid() {
    cluster.apply(sample.with("policy", "approval", "Always"));
    cluster.awaitReason(sample.name(), "AwaitingApproval");
    var first = plan().hash();
    cluster.apply(sample.target("a1a1").with("policy", "approval", "Always"));
    TestCluster.await(
        "another plan",
        () -> cluster.get(sample.name()).getStatus().plan(),
        plan -> plan != null && !plan.hash().equals(first));
    approve(first);
    cluster.awaitReason(sample.name(), "AwaitingApproval");
    assertThat(tables()).isEmpty();
  }

  @Test
  void whatLintRefusesDoesNotRun() {
    var strict = sample.image("drop:1").with("policy", "lint", "Enforce");
    cluster.apply(strict);
    var ready = cluster.awaitReason(sample.name(), "LintRefused");
    assertThat(ready.message())
        .contains("drop-table")
        .contains("b2.sql")
        .contains("spec.policy.lint");
    assertThat(condition(Condition.Type.Stalled)).isEqualTo(Condition.Status.True);
    assertThat(tables()).isEmpty();
    cluster.apply(sample.image("drop:1").with("policy", "lint", "Warn"));
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(plan().findings()).containsEntry("destructive", 1);
  }

  @Test
  void aDatabaseOlderThanItsRevisionsIsTakenOverAtTheBaseline() {
    database.execute("CREATE TABLE first (id integer)");
    cluster.apply(sample);
    cluster.awaitReason(sample.name(), "MigrationFailed");
    cluster.apply(sample.with("policy", "baseline", "a1a1"));
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(tables()).containsExactly("first", "second");
    assertThat(database.list("SELECT id FROM revisor.revision ORDER BY 1"))
        .containsExactly("a1a1", "b2b2");
  }

  @Test
  void whatIsDoneByHandIsSeenAndAcceptedOnRequest() {
    cluster.apply(sample);
    cluster.awaitReason(sample.name(), "Succeeded");
    await(Condition.Type.InSync, Condition.Status.True);
    database.execute("ALTER TABLE first ADD COLUMN note text");
    await(Condition.Type.InSync, Condition.Status.False);
    var drift = TestCluster.condition(cluster.get(sample.name()), Condition.Type.InSync);
    assertThat(drift.reason().name()).isEqualTo("SchemaDrift");
    assertThat(drift.message()).contains("table public.first: column note added by hand");
    assertThat(condition(Condition.Type.Ready)).isEqualTo(Condition.Status.True);
    TestCluster.await(
        "an Event",
        () -> cluster.events(sample.name()),
        events -> events.stream().anyMatch(one -> one.getReason().equals("SchemaDrift")));

    database.execute("ALTER TABLE first DROP COLUMN note");
    await(Condition.Type.InSync, Condition.Status.True);

    database.execute("ALTER TABLE first ADD COLUMN note text");
    await(Condition.Type.InSync, Condition.Status.False);
    var schema = Objects.requireNonNull(cluster.get(sample.name()).getStatus().schema());
    cluster.annotate(sample.name(), SchemaMigration.ACCEPT_DRIFT_ANNOTATION, schema.fingerprint());
    await(Condition.Type.InSync, Condition.Status.True);
    assertThat(cluster.runs(sample.name())).isEqualTo(2);
  }

  @Test
  void driftCanKeepMigrationsFromRunning() {
    var strict = sample.with("policy", "drift", "Block");
    cluster.apply(strict.target("a1a1"));
    cluster.awaitReason(sample.name(), "Succeeded");
    await(Condition.Type.InSync, Condition.Status.True);
    database.execute("ALTER TABLE first ADD COLUMN note text");
    await(Condition.Type.InSync, Condition.Status.False);
    assertThat(condition(Condition.Type.Ready)).isEqualTo(Condition.Status.True);

    cluster.apply(strict);
    var ready = cluster.awaitReason(sample.name(), "SchemaDrift");
    assertThat(condition(Condition.Type.Stalled)).isEqualTo(Condition.Status.True);
    assertThat(ready.message()).contains("column note added by hand");
    assertThat(tables()).containsExactly("first");

    database.execute("ALTER TABLE first DROP COLUMN note");
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(tables()).containsExactly("first", "second");
  }

  @Test
  void aPlanThatFailsOnACopyOfTheSchemaDoesNothingToTheDatabase() {
    cluster
        .images()
        .push(
            "half:1",
            "a1.sql",
            Images.table("a1a1", "", "first"),
            "b2.sql",
            Images.revision("b2b2", "a1a1", "INSERT INTO absent VALUES (1);", ""));
    cluster.apply(sample.image("half:1").with("policy", "rehearse", "true"));
    var ready = cluster.awaitReason(sample.name(), "RehearsalFailed");
    assertThat(ready.message()).contains("b2.sql").contains("absent").contains("42P01");
    assertThat(condition(Condition.Type.Stalled)).isEqualTo(Condition.Status.True);
    assertThat(tables()).isEmpty();
    assertThat(cluster.runs(sample.name())).isEqualTo(1);

    cluster.apply(sample.image("shop:1").with("policy", "rehearse", "true"));
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(tables()).containsExactly("first", "second");
  }

  private void await(Condition.Type type, Condition.Status status) {
    TestCluster.await(
        type + " is " + status,
        () -> cluster.get(sample.name()),
        found -> TestCluster.condition(found, type).status() == status);
  }

  @Test
  void aDatabaseBelongsToTheOlderOfTwoResources() throws InterruptedException {
    cluster.apply(sample);
    cluster.awaitReason(sample.name(), "Succeeded");
    // The API server keeps whole seconds.
    java.util.concurrent.TimeUnit.MILLISECONDS.sleep(1100);
    var other = Sample.of("younger-" + sample.name(), PostgresServer.port(), database.name());
    var rival = other.url(other.url().replace("localhost", "127.0.0.1")).target("a1a1");
    cluster.apply(rival.allowDowngrade());
    var ready = cluster.awaitReason(rival.name(), "DatabaseClaimed");
    assertThat(ready.message()).contains(TestCluster.NAMESPACE + "/" + sample.name());
    assertThat(TestCluster.condition(cluster.get(rival.name()), Condition.Type.Stalled).status())
        .isEqualTo(Condition.Status.True);
    assertThat(cluster.runs(rival.name())).isZero();
    assertThat(tables()).containsExactly("first", "second");

    // When the older one goes, the younger one takes over.
    cluster.delete(sample.name());
    cluster.awaitReason(rival.name(), "Succeeded");
    assertThat(tables()).containsExactly("first");
  }

  private void approve(String hash) {
    cluster.annotate(sample.name(), SchemaMigration.APPROVE_ANNOTATION, hash);
  }

  private PlanStatus plan() {
    return Objects.requireNonNull(cluster.get(sample.name()).getStatus().plan());
  }

  private Condition.Status condition(Condition.Type type) {
    return TestCluster.condition(cluster.get(sample.name()), type).status();
  }
}
