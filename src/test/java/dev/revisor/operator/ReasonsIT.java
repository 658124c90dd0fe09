package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What keeps a migration from being done: a typed reason each, a message that names the field, and
/// recovery by itself once the cause is gone.
class ReasonsIT extends OneMigration {
  @Test
  void aMissingSecretIsNamedAndWaitedFor() {
    cluster.apply(sample.secret("late"));
    var ready = awaitTrouble("SecretNotFound");
    assertThat(ready.message())
        .isEqualTo(
            "spec.database.credentials.secretName: Secret \"late\" not found in namespace"
                + " \"shop\"");
    assertThat(cluster.get(sample.name()).getStatus().nextAttemptAt()).isNotNull();
    cluster.putSecret("late", "postgres", "x");
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  @Test
  void aMissingKeyIsNamed() {
    cluster.apply(
        sample.with("database", "credentials", "{secretName: db, passwordKey: no-such-key}"));
    assertThat(awaitTrouble("SecretKeyMissing").message())
        .isEqualTo(
            "spec.database.credentials.passwordKey: Secret \"db\" has no key \"no-such-key\"");
    cluster.apply(sample);
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  @Test
  void aWrongPasswordIsSaidAndTheRightOneHelps() throws Exception {
    var role = "guarded";
    new TestDatabase("postgres").execute("CREATE ROLE guarded SUPERUSER LOGIN PASSWORD 'right'");
    askForPasswords(role);
    cluster.putSecret("guarded", role, "wrong");
    cluster.apply(sample.secret("guarded"));
    assertThat(awaitTrouble("AuthenticationFailed").message())
        .startsWith("spec.database.credentials: ")
        .contains("guarded")
        .doesNotContain("wrong");
    assertThat(cluster.jobs(sample.name())).isEmpty();
    cluster.putSecret("guarded", role, "right");
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  @Test
  void aDatabaseThatIsNotThereIsWaitedFor() {
    cluster.apply(sample.url("postgresql://localhost:" + PostgresServer.port() + "/later"));
    assertThat(awaitTrouble("DatabaseNotFound").message()).startsWith("spec.database.url: ");
    new TestDatabase("postgres").execute("CREATE DATABASE later");
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  @Test
  void anUnreachableDatabaseIsWaitedForAndDelaysNobody() {
    try (var gate = new Gate(PostgresServer.port())) {
      gate.shut();
      var server = "postgresql://localhost:" + gate.port() + "/";
      for (int i = 0; i < 20; i++) {
        var none = server + "none-" + i;
        cluster.apply(new Sample("unreachable-" + i, none, "shop:1", "head", java.util.Map.of()));
      }
      cluster.apply(sample.url(server + database.name()));
      assertThat(awaitTrouble("DatabaseUnreachable").message()).startsWith("spec.database.url: ");
      var other = PostgresServer.newDatabase();
      var begun = Instant.now();
      cluster.apply(Sample.of("not-delayed", PostgresServer.port(), other.name()));
      cluster.awaitReason("not-delayed", "Succeeded");
      assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
      gate.open();
      cluster.awaitReason(sample.name(), "Succeeded");
    } finally {
      for (int i = 0; i < 20; i++) {
        cluster.delete("unreachable-" + i);
      }
    }
  }

  @Test
  void anUnknownTargetIsRefusedAndNamesWhatThereIs() {
    cluster.apply(sample.target("ffff"));
    assertThat(awaitStalled("UnknownRevision").message()).contains("spec.target").contains("ffff");
    cluster.apply(sample.target("a1a1"));
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  @Test
  void anImageThatCannotBePulledIsNamedAndWaitedFor() {
    cluster.apply(sample.image("registry.example/absent:1"));
    assertThat(awaitTrouble("ImagePullFailed").message())
        .contains("spec.migrations.image")
        .contains("registry.example/absent:1");
    cluster.images().push("registry.example/absent:1", "a1.sql", Images.table("a1a1", "", "first"));
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(cluster.runs(sample.name())).isEqualTo(1);
  }

  @Test
  void aJobThatNeverStartedDoesNotHoldUpACorrectedSpec() {
    cluster.apply(sample.image("registry.example/typo:1"));
    awaitTrouble("ImagePullFailed");
    cluster.apply(sample);
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(cluster.runs(sample.name())).isEqualTo(2);
    assertThat(cluster.jobs(sample.name())).hasSize(1);
  }

  @Test
  void aPodThatNoNodeTakesIsWaitedFor() {
    cluster.kubelet().setSchedules(false);
    try {
      cluster.apply(sample);
      assertThat(awaitTrouble("Unschedulable").message()).contains("0/1 nodes are available");
    } finally {
      cluster.kubelet().setSchedules(true);
    }
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  @Test
  void anImageWithoutScriptsIsRefused() {
    cluster.images().push("empty:1");
    cluster.apply(sample.image("empty:1"));
    awaitStalled("NoScripts");
    cluster.apply(sample);
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  @Test
  void anInvalidScriptIsRefusedWithItsPlace() {
    cluster
        .images()
        .push("invalid:1", "a.sql", Images.revision("a1a1", "", "SELECT 'open;", "SELECT 1;"));
    cluster.apply(sample.image("invalid:1"));
    assertThat(awaitStalled("InvalidScript").message()).contains("a.sql:5");
  }

  @Test
  void aBrokenGraphIsRefused() {
    cluster.images().push("orphan:1", "b.sql", Images.table("b2b2", "a1a1", "second"));
    cluster.apply(sample.image("orphan:1"));
    assertThat(awaitStalled("BrokenGraph").message()).contains("a1a1");
  }

  @Test
  void aMissingParameterIsNamed() {
    cluster
        .images()
        .push("asks:1", "a.sql", Images.revision("a1a1", "", "SELECT :'tenant';", "SELECT 1;"));
    cluster.apply(sample.image("asks:1"));
    assertThat(awaitStalled("MissingParameter").message())
        .contains("tenant")
        .contains("spec.parameters");
    cluster.apply(sample.image("asks:1").with("spec", "parameters", "{tenant: acme}"));
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  @Test
  void aChangedScriptIsRefused() {
    cluster.apply(sample);
    cluster.awaitReason(sample.name(), "Succeeded");
    cluster
        .images()
        .push(
            "edited:1",
            "a1.sql",
            Images.table("a1a1", "", "another"),
            "b2.sql",
            Images.table("b2b2", "a1a1", "second"),
            "c3.sql",
            Images.table("c3c3", "b2b2", "third"));
    cluster.apply(sample.image("edited:1"));
    assertThat(awaitStalled("ChangedScript").message()).contains("a1a1");
  }

  @Test
  void aUrlThatCannotBeReadIsAFaultOfTheSpec() {
    cluster.apply(sample.url("postgresql://localhost/db?sslmode=perhaps"));
    assertThat(awaitStalled("InvalidUrl").message()).startsWith("spec.database.url: ");
  }

  /// The test server trusts everybody; this role has to say its password.
  private static void askForPasswords(String role) throws java.io.IOException {
    var admin = new TestDatabase("postgres");
    var file = Path.of(admin.value("SHOW hba_file"));
    Files.writeString(file, "host all " + role + " all scram-sha-256\n" + Files.readString(file));
    admin.execute("SELECT pg_reload_conf()");
  }
}
