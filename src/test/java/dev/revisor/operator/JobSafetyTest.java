package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.SchemaMigration;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every Job, whatever its resource asks for.
class JobSafetyTest {
  private static final Path CASES = Path.of("src/test/resources/dev/revisor/operator/jobs");

  static Stream<String> resources() throws IOException {
    try (var folders = Files.list(CASES)) {
      return folders.sorted().toList().stream().map(JobSafetyTest::resource);
    }
  }

  /// The Pod Security Standards, profile "restricted".
  @ParameterizedTest
  @MethodSource("resources")
  void thePodIsRestricted(String resource) {
    var pod = pod(resource);
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getHostNetwork()).isNull();
    assertThat(pod.getHostPID()).isNull();
    assertThat(pod.getHostIPC()).isNull();
    assertThat(pod.getVolumes()).noneMatch(volume -> volume.getHostPath() != null);
    var container = only(pod).getSecurityContext();
    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getCapabilities().getAdd()).isEmpty();
    assertThat(container.getPrivileged()).isNull();
  }

  @ParameterizedTest
  @MethodSource("resources")
  void thePodHasNoAccessToTheApiServer(String resource) {
    assertThat(pod(resource).getAutomountServiceAccountToken()).isFalse();
    assertThat(pod(resource).getEnableServiceLinks()).isFalse();
  }

  /// A migration runs once for each Job, is not moved, and does not go with its resource.
  @ParameterizedTest
  @MethodSource("resources")
  void theJobRunsOnce(String resource) {
    var job = job(resource);
    assertThat(job.getMetadata().getOwnerReferences()).isEmpty();
    assertThat(job.getSpec().getBackoffLimit()).isZero();
    assertThat(job.getSpec().getPodFailurePolicy().getRules())
        .extracting(PodFailurePolicyRule::getAction)
        .as("no pod is started anew by the Job")
        .containsExactly("FailJob");
    assertThat(job.getSpec().getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
    assertThat(job.getSpec().getTemplate().getMetadata().getAnnotations())
        .containsEntry("cluster-autoscaler.kubernetes.io/safe-to-evict", "false");
  }

  @ParameterizedTest
  @MethodSource("resources")
  void aSecretIsAFileThatAVariableNames(String resource) {
    var pod = pod(resource);
    var container = only(pod);
    assertThat(container.getEnv()).noneMatch(variable -> variable.getValueFrom() != null);
    assertThat(container.getEnvFrom()).isEmpty();
    var secrets = pod.getVolumes().stream().filter(volume -> volume.getSecret() != null).toList();
    assertThat(secrets).isNotEmpty();
    for (var secret : secrets) {
      var mount = mount(container, secret);
      assertThat(mount.getReadOnly()).isTrue();
      assertThat(secret.getSecret().getDefaultMode()).isEqualTo(0440);
      for (var item : secret.getSecret().getItems()) {
        assertThat(container.getEnv())
            .extracting(EnvVar::getValue)
            .contains(mount.getMountPath() + "/" + item.getPath());
      }
    }
  }

  @Test
  void whatTheResourceSetsDoesNotReplaceWhatIsOurs() {
    var job =
        job(
            """
            metadata: {name: shop, namespace: prod, uid: u1}
            spec:
              database: {url: postgresql://db/shop, credentials: {secretName: db}}
              migrations: {image: "shop:1"}
              target: head
              jobTemplate:
                metadata:
                  labels:
                    revisor.dev/run: "1"
                    revisor.dev/uid: u2
                    app.kubernetes.io/managed-by: somebody
                  annotations:
                    revisor.dev/key: other
                    revisor.dev/name: other
            """);
    assertThat(job.getMetadata().getLabels())
        .containsEntry(Labels.RUN, "7")
        .containsEntry(Labels.UID, "u1")
        .containsEntry(Labels.MANAGED_BY, Labels.REVISOR);
    for (var metadata : List.of(job.getMetadata(), job.getSpec().getTemplate().getMetadata())) {
      assertThat(metadata.getAnnotations()).containsEntry(Labels.NAME, "shop");
      assertThat(metadata.getAnnotations().get(Labels.KEY)).isNotEqualTo("other");
    }
  }

  private static VolumeMount mount(Container container, Volume volume) {
    return container.getVolumeMounts().stream()
        .filter(mount -> mount.getName().equals(volume.getName()))
        .findFirst()
        .orElseThrow();
  }

  private static Container only(PodSpec pod) {
    assertThat(pod.getInitContainers()).isEmpty();
    assertThat(pod.getContainers()).hasSize(1);
    return pod.getContainers().getFirst();
  }

  private static PodSpec pod(String resource) {
    return job(resource).getSpec().getTemplate().getSpec();
  }

  private static Job job(String yaml) {
    var resource = Serialization.unmarshal(yaml, SchemaMigration.class);
    var metadata = resource.getMetadata();
    return SentJob.of(
        new JobFactory.Order(
            new Observation.Identity(
                metadata.getNamespace(), metadata.getName(), metadata.getUid()),
            resource.getSpec(),
            Grants.NONE,
            new Realm("c1", List.of("*"))),
        7,
        RunKey.of(resource.getSpec(), "secrets", "", Grants.NONE));
  }

  private static String resource(Path folder) {
    try {
      return Files.readString(folder.resolve("in.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
