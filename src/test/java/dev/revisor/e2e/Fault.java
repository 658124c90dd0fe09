package dev.revisor.e2e;

import java.util.function.Consumer;

/// What goes wrong in a trial of the [FaultCampaignE2E], at a moment that the seed says.
enum Fault {
  OPERATORS_KILLED(
      "every replica of the operator is killed",
      trial ->
          Stage.OPERATOR.run(
              "delete",
              "pod",
              "-l",
              "app.kubernetes.io/name=revisor",
              "--force",
              "--grace-period=0",
              "--wait=false")),
  REPLICA_KILLED(
      "one of two replicas is killed",
      trial ->
          Stage.OPERATOR.run(
              "delete",
              trial.oneOf(Stage.OPERATOR, "pods", "app.kubernetes.io/name=revisor"),
              "--force",
              "--grace-period=0",
              "--wait=false")),
  LEADER_CHANGED(
      "the leader loses its lease to nobody",
      trial ->
          Stage.OPERATOR.run(
              "patch",
              "lease",
              "revisor",
              "--type=merge",
              "--patch={\"spec\":{\"holderIdentity\":\"somebody-else\"}}")),
  JOB_POD_KILLED(
      "the Job's pod is killed",
      trial ->
          trial.withPod(
              pod ->
                  trial
                      .kubectl()
                      .attempt(
                          "",
                          "delete",
                          pod,
                          "--force",
                          "--grace-period=0",
                          "--wait=false",
                          "--ignore-not-found"))),
  JOB_POD_EVICTED("the Job's pod is evicted", trial -> trial.withPod(trial::evict)),
  JOB_DELETED(
      "the Job is deleted by hand",
      trial ->
          trial.withPod(
              pod -> trial.kubectl().run("delete", "job", "-l", trial.selector(), "--wait=false"))),
  KUBELET_RESTARTED("the kubelet is killed and starts again", trial -> restart("kubelet")),
  API_SERVER_RESTARTED(
      "the API server is killed and starts again", trial -> restart("kube-apiserver")),
  POSTGRESQL_RESTARTED(
      "PostgreSQL is stopped at once and starts again",
      trial ->
          trial
              .kubectl()
              .attempt(
                  "",
                  "exec",
                  "deployment/assets-db",
                  "-c",
                  "postgres",
                  "--",
                  "sh",
                  "-c",
                  "kill -QUIT 1")),
  POSTGRESQL_UNREACHABLE("nobody reaches PostgreSQL for a while", Trial::cutOff),
  SECRET_ROTATED("the password changes, in the database and in the Secret", Trial::rotate),
  RESOURCE_EDITED(
      "the target goes two revisions back during the run", trial -> trial.edit("520000000003")),
  RESOURCE_DELETED(
      "the resource is deleted during the run",
      trial -> trial.kubectl().run("delete", "schemamigration", trial.name(), "--wait=false")),
  STATUS_CONFLICTS(
      "somebody else writes the resource and its status again and again", Trial::contend),
  OPERATOR_CLOCK_JUMPS("the operator's clock jumps three hours, and back", Trial::jump);

  private final String what;
  private final Consumer<Trial> act;

  Fault(String what, Consumer<Trial> act) {
    this.what = what;
    this.act = act;
  }

  String what() {
    return what;
  }

  void inject(Trial trial) {
    act.accept(trial);
  }

  private static void restart(String program) {
    Kubectl.program("dev/cluster", "restart", program);
  }
}
