package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/// A schema and an application in git, kept by a real Argo CD with the health script, the project
/// and the Application of deploy/argocd. The schema is in the sync wave before the application's.
@Isolated("it stops the operator for a while")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ArgoCdE2E {
  private static final String SEED = "7de8469a594f";
  private static final String HEAD = "c41f0b7d92ae";
  private static final Migration ASSETS = Migration.named("assets").allowDowngrade();

  private final Stage stage = Stage.open("argocd");
  private final ArgoCd argocd = ArgoCd.open(stage.namespace());

  @AfterAll
  void leave() {
    argocd.close();
    stage.close();
  }

  @Test
  @Order(1)
  void whatIsInGitComesUp() {
    var commit = commit(ASSETS.target(SEED), 1);
    argocd.add();
    argocd.awaitHealthy(commit);
    argocd.awaitSchema(commit, "Healthy");
    assertThat(version()).isEqualTo(SEED);
    assertThat(application()).isEqualTo("1");
  }

  /// The verdict on the spec before was good, and still is in the status.
  @Test
  @Order(2)
  void aSpecThatNobodyHasSeenIsProgressingAndTheApplicationWaits() {
    Stage.OPERATOR.run("scale", "deployment/revisor", "--replicas=0");
    Stage.OPERATOR.run(
        "wait", "--for=delete", "pod", "-l", "app.kubernetes.io/name=revisor", "--timeout=60s");
    String commit;
    try {
      commit = commit(ASSETS, 2);
      var health = argocd.awaitSchema(commit, "Progressing");
      assertThat(health.path("message").asText()).contains("has not seen this spec");
      assertThat(stage.status("assets", "Ready")).isEqualTo("True");
      assertThat(application()).isEqualTo("1");
    } finally {
      Stage.OPERATOR.run("scale", "deployment/revisor", "--replicas=1");
    }
    argocd.awaitHealthy(commit);
    assertThat(version()).isEqualTo(HEAD);
    assertThat(application()).isEqualTo("2");
  }

  @Test
  @Order(3)
  void aMigrationThatFailsIsDegradedAndTheApplicationStaysAsItWas() {
    var commit = commit(ASSETS.image("localhost/revisor-sample:broken"), 3);
    var health = argocd.awaitSchema(commit, "Degraded");
    assertThat(health.path("message").asText())
        .contains("MigrationFailed")
        .contains("d94e5b3c7a10_add_valuations.sql:13");
    argocd.awaitFailedSync(commit);
    assertThat(application()).isEqualTo("2");
  }

  @Test
  @Order(4)
  void aRepairInGitBringsBoth() {
    argocd.awaitHealthy(commit(ASSETS.image("localhost/revisor-sample:fixed"), 3));
    assertThat(version()).isEqualTo("d94e5b3c7a10");
    assertThat(application()).isEqualTo("3");
  }

  @Test
  @Order(5)
  void aRevertTakesBothBack() {
    argocd.awaitHealthy(ArgoCd.revert(3));
    assertThat(version()).isEqualTo(SEED);
    assertThat(stage.sql("SELECT to_regclass('valuations') IS NULL")).isEqualTo("t");
    assertThat(application()).isEqualTo("1");
  }

  @Test
  @Order(6)
  void aPlanThatAwaitsApprovalIsSuspendedAndTheApplicationWaits() {
    var commit = commit(ASSETS.policy("approval", "Always"), 4);
    var health = argocd.awaitSchema(commit, "Suspended");
    assertThat(health.path("message").asText()).contains("AwaitingApproval");
    assertThat(application()).isEqualTo("1");

    var plan = stage.migration("assets").path("status").path("plan").path("hash").asText();
    assertThat(health.path("message").asText()).contains(plan);
    stage.annotate("assets", "approve", plan);
    argocd.awaitHealthy(commit);
    assertThat(version()).isEqualTo(HEAD);
    assertThat(application()).isEqualTo("4");
  }

  /// The synchronisation holds on to its commit meanwhile, until somebody ends it.
  @Test
  @Order(7)
  void aSuspendedSchemaIsSuspendedUntilItIsResumed() {
    argocd.awaitSchema(commit(ASSETS.with("suspend", "true"), 5), "Suspended");
    assertThat(application()).isEqualTo("4");
    var resumed = commit(ASSETS, 5);
    argocd.terminateSync();
    argocd.awaitHealthy(resumed);
    assertThat(application()).isEqualTo("5");
  }

  @Test
  @Order(8)
  void theJobsAreNeitherPrunedNorOutOfSyncNorOrphans() {
    var jobs = stage.kubectl().get("jobs", "-l", "revisor.dev/name=assets").path("items");
    assertThat(jobs).as("finished Jobs, after prunings").isNotEmpty();
    var status = argocd.application().path("status");
    assertThat(status.path("sync").path("status").asText()).isEqualTo("Synced");
    var kinds = new ArrayList<String>();
    status.path("resources").forEach(resource -> kinds.add(resource.path("kind").asText()));
    assertThat(kinds).containsExactlyInAnyOrder("Deployment", "SchemaMigration");
    assertThat(status.path("conditions")).as("warnings").isEmpty();
  }

  private static String commit(Migration schema, int version) {
    return ArgoCd.commit(
        "Application " + version + " with " + schema.image() + " " + schema.target(),
        new ArgoCd.Manifest(
            "schemamigration.yaml",
            schema
                .yaml()
                .replace(
                    "{name: assets}",
                    "{name: assets, annotations: {argocd.argoproj.io/sync-wave: \"-1\"}}")),
        new ArgoCd.Manifest("web.yaml", web(version)));
  }

  private static String web(int version) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          terminationGracePeriodSeconds: 0
          securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
          containers:
            - name: web
              image: localhost/revisor-postgres:15
              imagePullPolicy: IfNotPresent
              command: [sleep, infinity]
              env: [{name: VERSION, value: "%d"}]
              securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
    """
        .formatted(version);
  }

  private String version() {
    return stage.sql("SELECT string_agg(version_num, ',') FROM revisor.version");
  }

  /// The version of the application that runs.
  private String application() {
    return stage
        .kubectl()
        .run(
            "get",
            "deployment",
            "web",
            "--output=jsonpath={.spec.template.spec.containers[0].env[0].value}");
  }
}
