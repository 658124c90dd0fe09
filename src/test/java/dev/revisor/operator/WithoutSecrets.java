package dev.revisor.operator;

import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/// An operator with all the rights of an installation but the one over Secrets: it looks at
/// databases through Jobs.
final class WithoutSecrets implements AutoCloseable {
  private static final String NAME = "revisor-without-secrets";
  private static final String USER = "system:serviceaccount:revisor-system:" + NAME;

  private final KubernetesClient client;
  private final RunningOperator operator;

  WithoutSecrets(TestCluster cluster) {
    grant(cluster.client());
    var admin = Config.fromKubeconfig(cluster.kubeconfig().toFile());
    client =
        new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(admin).withImpersonateUsername(USER).build())
            .build();
    operator = RunningOperator.startLookingByJobs(client);
  }

  private static void grant(KubernetesClient admin) {
    var whole = admin.rbac().clusterRoles().withName("revisor").get();
    admin
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .withRules(
                    whole.getRules().stream()
                        .filter(rule -> !rule.getResources().contains("secrets"))
                        .toList())
                .build())
        .serverSideApply();
    admin
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", NAME)
                .addNewSubject()
                .withKind("ServiceAccount")
                .withNamespace("revisor-system")
                .withName(NAME)
                .endSubject()
                .build())
        .serverSideApply();
  }

  @Override
  public void close() {
    operator.close();
    client.close();
  }
}
