package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// All of these tests run with `networkPolicy.enabled`, and with something that enforces it: what
/// the operator needs is let through. What it does not need is not; the same is let through where
/// no policy selects the pods, so it is the policy that stops it.
class NetworkPolicyE2E {
  private static final String PROBE = "policy-probe";
  private static final int DATABASES = 5432;

  /// Nobody listens there: a pod that is reached refuses at once.
  private static final int UNUSED = 9999;

  private final Stage stage = Stage.open("network-policy");

  @AfterEach
  void leave() {
    Stage.OPERATOR.run("delete", "pod", PROBE, "--ignore-not-found", "--grace-period=0", "--force");
    stage.close();
  }

  /// A pod with the operator's labels stands for it, since its image has no shell.
  @Test
  void theOperatorReachesDatabasesAndNoOtherPort() {
    var dns = new Kubectl("kube-system").addressOfPod("k8s-app=kube-dns");
    var database = stage.kubectl().addressOfPod("app=assets-db");
    startProbe();
    assertThat(connect(Stage.OPERATOR, PROBE, database, DATABASES)).contains("no password");
    assertThat(connect(Stage.OPERATOR, PROBE, dns, UNUSED)).contains("timeout");
    assertThat(fromTheDatabase(dns)).contains("refused");
  }

  @Test
  void nobodyReachesTheOperator() {
    var operator = Stage.OPERATOR.addressOfPod("app.kubernetes.io/name=revisor");
    assertThat(fromTheDatabase(operator)).contains("timeout");
    Stage.OPERATOR.run("wait", "--for=condition=Available", "deployment/revisor", "--timeout=60s");
  }

  private String fromTheDatabase(String host) {
    return connect(stage.kubectl(), "deployment/assets-db", host, UNUSED);
  }

  /// What psql says of a port: of one that is shut by a policy, nothing comes back at all.
  private static String connect(Kubectl kubectl, String from, String host, int port) {
    var uri = "postgresql://nobody@%s:%d/nothing?connect_timeout=3".formatted(host, port);
    var output = kubectl.attempt("", "exec", from, "--", "psql", "--no-password", uri);
    return output.stderr();
  }

  private static void startProbe() {
    Stage.OPERATOR.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %s
          labels:
            app.kubernetes.io/name: revisor
            app.kubernetes.io/instance: revisor
            app.kubernetes.io/component: operator
        spec:
          automountServiceAccountToken: false
          securityContext:
            runAsNonRoot: true
            seccompProfile: {type: RuntimeDefault}
          containers:
            - name: probe
              image: localhost/revisor-postgres:15
              imagePullPolicy: IfNotPresent
              command: [sleep, "3600"]
              securityContext:
                allowPrivilegeEscalation: false
                capabilities: {drop: [ALL]}
        """
            .formatted(PROBE));
    Stage.OPERATOR.run("wait", "--for=condition=Ready", "pod/" + PROBE, "--timeout=60s");
  }
}
