package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What policies let happen, and what they keep from happening.
///
/// The revisions: 1 creates `accounts`, 2 fills `granted`, which somebody else has to make, 3 drops
/// the column `note`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoliciesE2E {
  private static final String ONE = "710000000001";
  private static final String TWO = "710000000002";
  private static final Migration ACCOUNTS =
      Migration.named("accounts").image("localhost/revisor-sample:policies");

  private final Stage stage = Stage.open("policies");

  @AfterAll
  void leave() {
    stage.close();
  }

  @AfterEach
  void emptyTheDatabase() {
    stage.empty("accounts, granted");
  }

  @Test
  void aPlanThatLosesDataWaitsForAnApprovalAndNothingElseDoes() {
    makeGranted();
    var careful = ACCOUNTS.policy("approval", "Destructive");
    stage.migrate(careful.target(TWO));
    stage.awaitReady("accounts", "True", "Succeeded");
    stage.migrate(careful);
    var ready = stage.awaitReady("accounts", "False", "AwaitingApproval");
    var plan = stage.migration("accounts").path("status").path("plan");
    assertThat(ready.path("message").asText())
        .contains(plan.path("hash").asText())
        .contains("710000000003");
    assertThat(plan.path("findings").path("destructive").asInt()).isEqualTo(1);
    assertThat(stage.status("accounts", "Reconciling")).isEqualTo("True");
    assertThat(stage.status("accounts", "Stalled")).isEqualTo("False");
    assertThat(stage.status("accounts", "Approved")).isEqualTo("False");
    assertThat(hasNote()).isTrue();

    stage.annotate("accounts", "approve", "sha256:" + "0".repeat(64));
    stage.awaitReady("accounts", "False", "AwaitingApproval");
    assertThat(hasNote()).isTrue();
    stage.annotate("accounts", "approve", plan.path("hash").asText());
    stage.awaitReady("accounts", "True", "Succeeded");
    assertThat(stage.status("accounts", "Approved")).isEqualTo("True");
    assertThat(hasNote()).isFalse();
  }

  @Test
  void theRestOfAnApprovedPlanIsApprovedAndTheEndUsesItUp() {
    stage.migrate(ACCOUNTS.target(TWO).policy("approval", "Always"));
    stage.awaitReady("accounts", "False", "AwaitingApproval");
    var hash = stage.migration("accounts").path("status").path("plan").path("hash").asText();
    stage.annotate("accounts", "approve", hash);
    stage.awaitReady("accounts", "False", "MigrationFailed");
    assertThat(stage.currentRevisions("accounts")).containsExactly(ONE);
    makeGranted();
    stage.annotate("accounts", "retry", "1");
    stage.awaitReady("accounts", "True", "Succeeded");
    assertThat(stage.currentRevisions("accounts")).containsExactly(TWO);
    assertThat(stage.migration("accounts").path("status").path("spentApprovals").path(0).asText())
        .isEqualTo(hash);
  }

  @Test
  void whatIsDoneByHandIsToldOfUntilItIsAccepted() {
    stage.migrate(ACCOUNTS.target(ONE));
    stage.awaitReady("accounts", "True", "Succeeded");
    awaitInSync("True");
    stage.sql("ALTER TABLE accounts ADD COLUMN by_hand integer");
    awaitInSync("False");
    var drift = Stage.condition(stage.migration("accounts"), "InSync");
    assertThat(drift.path("reason").asText()).isEqualTo("SchemaDrift");
    assertThat(drift.path("message").asText()).contains("column by_hand added by hand");
    assertThat(stage.status("accounts", "Ready")).isEqualTo("True");
    var fingerprint =
        stage.migration("accounts").path("status").path("schema").path("fingerprint").asText();
    stage.annotate("accounts", "accept-drift", fingerprint);
    awaitInSync("True");
  }

  @Test
  void whatIsDoneByHandCanStopTheNextMigration() {
    makeGranted();
    stage.migrate(ACCOUNTS.target(ONE).policy("drift", "Block"));
    stage.awaitReady("accounts", "True", "Succeeded");
    stage.sql("ALTER TABLE accounts ADD COLUMN by_hand integer");
    stage.migrate(ACCOUNTS.target(TWO).policy("drift", "Block"));
    stage.awaitReady("accounts", "False", "SchemaDrift");
    assertThat(stage.status("accounts", "Stalled")).isEqualTo("True");
    assertThat(stage.sql("SELECT count(*) FROM granted")).isEqualTo("0");
    stage.sql("ALTER TABLE accounts DROP COLUMN by_hand");
    stage.awaitReady("accounts", "True", "Succeeded");
    assertThat(stage.sql("SELECT count(*) FROM granted")).isEqualTo("1");
  }

  @Test
  void anUpgradeByHandPastTheTargetIsLeftUntilADowngradeIsAllowed() {
    stage.migrate(ACCOUNTS.target(ONE));
    stage.awaitReady("accounts", "True", "Succeeded");
    makeGranted();
    upgradeByHandTo(TWO);
    var ready = stage.awaitReady("accounts", "False", "DowngradeDenied");
    assertThat(ready.path("message").asText()).contains(TWO).contains("spec.policy.downgrade");
    assertThat(stage.currentRevisions("accounts")).containsExactly(TWO);
    assertThat(stage.sql("SELECT count(*) FROM granted")).as("nothing touched").isEqualTo("1");

    stage.migrate(ACCOUNTS.target(ONE).allowDowngrade());
    stage.awaitReady("accounts", "True", "Succeeded");
    assertThat(stage.currentRevisions("accounts")).containsExactly(ONE);
    assertThat(stage.sql("SELECT count(*) FROM granted")).isEqualTo("0");
  }

  /// With the command line of the image, as somebody would who has the password.
  private void upgradeByHandTo(String revision) {
    stage
        .kubectl()
        .apply(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: by-hand}
            spec:
              restartPolicy: Never
              automountServiceAccountToken: false
              securityContext:
                runAsNonRoot: true
                seccompProfile: {type: RuntimeDefault}
              containers:
                - name: revisor
                  image: localhost/revisor-sample:policies
                  imagePullPolicy: IfNotPresent
                  args: [upgrade, "%s"]
                  env:
                    - {name: PGHOST, value: assets-db}
                    - {name: PGDATABASE, value: assets}
                    - {name: PGUSER, value: assets}
                    - name: PGPASSWORD
                      valueFrom: {secretKeyRef: {name: assets-db, key: password}}
                  securityContext:
                    allowPrivilegeEscalation: false
                    capabilities: {drop: [ALL]}
            """
                .formatted(revision));
    stage
        .kubectl()
        .run("wait", "--for=jsonpath={.status.phase}=Succeeded", "pod/by-hand", "--timeout=60s");
  }

  @Test
  void aFailureIsTriedAgainWhenTheSecretChangesOrSomebodyAsks() {
    stage.migrate(ACCOUNTS.target(TWO));
    stage.awaitReady("accounts", "False", "MigrationFailed");
    assertThat(stage.currentRevisions("accounts")).containsExactly(ONE);
    stage.annotate("accounts", "retry", "1");
    awaitRun(2);
    stage.awaitReady("accounts", "False", "MigrationFailed");
    makeGranted();
    assertThat(runs()).as("nothing starts by itself").isEqualTo(2);
    stage
        .kubectl()
        .run("patch", "secret", "assets-db", "-p", "{\"stringData\": {\"rotated\": \"yes\"}}");
    stage.awaitReady("accounts", "True", "Succeeded");
    assertThat(stage.currentRevisions("accounts")).containsExactly(TWO);
    assertThat(runs()).isEqualTo(3);
  }

  private void awaitRun(int number) {
    Await.until("run " + number, Stage.PATIENCE, this::runs, runs -> runs == number);
  }

  private int runs() {
    return stage.migration("accounts").at("/status/runs").asInt();
  }

  @Test
  void aPlanThatFailsOnACopyNeverReachesTheDatabase() {
    stage.migrate(ACCOUNTS.target(TWO).policy("rehearse", "true"));
    var ready = stage.awaitReady("accounts", "False", "RehearsalFailed");
    assertThat(ready.path("message").asText())
        .contains("710000000002_needs_a_table.sql")
        .contains("42P01");
    assertThat(stage.sql("SELECT to_regclass('accounts') IS NULL")).isEqualTo("t");
    makeGranted();
    stage.annotate("accounts", "retry", "1");
    stage.awaitReady("accounts", "True", "Succeeded");
    assertThat(stage.sql("SELECT count(*) FROM pg_database WHERE datname LIKE 'revisor_scratch%'"))
        .isEqualTo("0");
  }

  @Test
  void lintCanRefuseAPlan() {
    makeGranted();
    stage.migrate(ACCOUNTS.policy("lint", "Enforce"));
    var ready = stage.awaitReady("accounts", "False", "LintRefused");
    assertThat(ready.path("message").asText()).contains("710000000003_drop_note.sql");
    assertThat(stage.sql("SELECT to_regclass('accounts') IS NULL")).isEqualTo("t");
  }

  @Test
  void aFileThatChangedSinceItWasAppliedStopsEverything() {
    makeGranted();
    stage.migrate(ACCOUNTS.target(ONE));
    stage.awaitReady("accounts", "True", "Succeeded");
    stage.migrate(ACCOUNTS.image("localhost/revisor-sample:changed"));
    var ready = stage.awaitReady("accounts", "False", "ChangedScript");
    assertThat(ready.path("message").asText()).contains(ONE);
    stage.migrate(ACCOUNTS.target(TWO));
    stage.awaitReady("accounts", "True", "Succeeded");
  }

  @Test
  void revisionsThatFormNoGraph() {
    stage.migrate(ACCOUNTS.image("localhost/revisor-sample:graph"));
    var ready = stage.awaitReady("accounts", "False", "BrokenGraph");
    assertThat(ready.path("message").asText()).contains("720000000001");
    stage.migrate(ACCOUNTS.target(ONE));
    stage.awaitReady("accounts", "True", "Succeeded");
  }

  private void makeGranted() {
    stage.sql("CREATE TABLE granted (step text)");
  }

  private boolean hasNote() {
    return stage
        .sql(
            "SELECT count(*) FROM information_schema.columns"
                + " WHERE table_name = 'accounts' AND column_name = 'note'")
        .equals("1");
  }

  private void awaitInSync(String status) {
    Await.until(
        "InSync is " + status,
        Stage.PATIENCE,
        () -> stage.status("accounts", "InSync"),
        status::equals);
  }
}
