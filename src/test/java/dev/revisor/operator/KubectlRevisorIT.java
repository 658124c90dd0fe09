package dev.revisor.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.kubectl.Main;
import dev.revisor.kubectl.Surroundings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// `kubectl revisor` with a real API server and the operator behind it.
class KubectlRevisorIT extends OneMigration {
  private String said = "";

  @Test
  void aMigrationIsFollowedToItsEndAndRemembered() {
    cluster.apply(sample);
    assertThat(revisor("status", sample.name(), "--watch")).isZero();
    assertThat(said.lines().toList()).last().asString().startsWith("Succeeded: ");
    assertThat(revisor("status")).isZero();
    assertThat(said).contains("NAME").containsPattern(sample.name() + " +b2b2 +b2b2 +0 +Succeeded");
    assertThat(revisor("status", sample.name())).isZero();
    assertThat(said)
        .startsWith("shop/" + sample.name() + "  Succeeded")
        .contains("Declared  head = b2b2 of shop:1")
        .contains(database.name() + ", PostgreSQL ");
    assertThat(revisor("history", sample.name())).isZero();
    assertThat(said).containsPattern("1 +Succeeded +Succeeded +base +b2b2 +2");
    assertThat(revisor("diff", sample.name())).isZero();
  }

  @Test
  void aPlanIsShownAndApproved() {
    cluster.apply(sample.with("policy", "approval", "Always"));
    cluster.awaitReason(sample.name(), "AwaitingApproval");
    assertThat(revisor("status", sample.name(), "--watch")).isZero();
    assertThat(revisor("plan", sample.name())).isZero();
    assertThat(said).contains("waits for approval").contains(" 2  upgrade b2b2  b2b2");
    assertThat(revisor("diff", sample.name())).isEqualTo(6);
    assertThat(said).contains("+ a1a1  a1a1").contains("+ b2b2  b2b2");
    assertThat(revisor("approve", sample.name(), "--plan", "sha256:" + "0".repeat(64)))
        .isEqualTo(3);
    assertThat(said).contains("another one");
    var hash = Objects.requireNonNull(cluster.get(sample.name()).getStatus().plan()).hash();
    assertThat(revisor("approve", sample.name(), "--plan", hash)).isZero();
    assertThat(said).contains("approved");
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(revisor("approve", sample.name())).isEqualTo(3);
    assertThat(said).contains("no plan waits for approval");
  }

  @Test
  void aFailedOneIsTriedAgain() {
    cluster
        .images()
        .push("wants:1", "n.sql", Images.revision("n1n1", "", "SELECT * FROM t;", "SELECT 1;"));
    cluster.apply(sample.image("wants:1"));
    cluster.awaitReason(sample.name(), "MigrationFailed");
    assertThat(revisor("status", sample.name(), "--watch")).isEqualTo(3);
    assertThat(said).contains("MigrationFailed").contains("42P01");
    database.execute("CREATE TABLE t (x int)");
    assertThat(revisor("retry", sample.name())).isZero();
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(revisor("retry", sample.name())).isEqualTo(3);
  }

  @Test
  void itIsSuspendedAndResumed() {
    cluster.apply(sample.target("a1a1"));
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(revisor("suspend", sample.name())).isZero();
    cluster.awaitReason(sample.name(), "Suspended");
    assertThat(revisor("suspend", sample.name())).isZero();
    assertThat(said).contains("already");
    cluster.annotate(sample.name(), "argocd.argoproj.io/tracking-id", "shop");
    assertThat(revisor("resume", sample.name())).isZero();
    assertThat(said).contains("GitOps").contains("resumed");
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  @Test
  void whatIsNotThereIsSaidPlainly() {
    assertThat(revisor("status", "nobody")).isEqualTo(3);
    assertThat(said)
        .isEqualTo("error: there is no SchemaMigration \"nobody\" in the namespace \"shop\"\n");
    assertThat(revisor("logs", "nobody")).isEqualTo(3);
    cluster.apply(sample.with("spec", "suspend", "true"));
    assertThat(revisor("logs", sample.name())).isEqualTo(3);
    assertThat(said).contains("no run has a pod");
    assertThat(revisor("status", "-n", "empty-namespace")).isZero();
    assertThat(said).contains("there is no SchemaMigration in the namespace \"empty-namespace\"");
    assertThat(revisor("stauts")).isEqualTo(2);
    assertThat(revisor("--help")).isZero();
    assertThat(said).contains("approve");
  }

  private int revisor(String... words) {
    var arguments = new ArrayList<>(List.of("-n", TestCluster.NAMESPACE));
    arguments.addAll(List.of(words));
    var output = new ByteArrayOutputStream();
    var stream = new PrintStream(output, true, UTF_8);
    int code =
        Main.run(
            arguments,
            new Surroundings(
                _ ->
                    new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
                        .build(),
                stream,
                stream,
                Clock.systemUTC(),
                Surroundings.Terminal.NONE));
    said = output.toString(UTF_8);
    return code;
  }
}
