package dev.revisor.operator;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/// The mounts of pods as files below a folder.
final class PodFiles {
  private final KubernetesClient client;
  private final Path folder;

  PodFiles(KubernetesClient client, Path folder) {
    this.client = client;
    this.folder = folder;
  }

  /// A folder in which every mount of the container lies at its path; empty when a Secret or a key
  /// is missing, and so nothing can be mounted.
  Optional<Path> mount(Pod pod) throws IOException {
    var root = Files.createTempDirectory(folder, pod.getMetadata().getName());
    for (var mount : pod.getSpec().getContainers().getFirst().getVolumeMounts()) {
      var target = root.resolve(mount.getMountPath().substring(1));
      Files.createDirectories(target);
      var secret = secret(pod, mount);
      if (secret.isPresent() && !write(pod, secret.get(), target)) {
        return Optional.empty();
      }
    }
    return Optional.of(root);
  }

  private static Optional<SecretVolumeSource> secret(Pod pod, VolumeMount mount) {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getName().equals(mount.getName()))
        .map(volume -> Optional.ofNullable(volume.getSecret()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private boolean write(Pod pod, SecretVolumeSource source, Path target) throws IOException {
    var secret =
        client
            .secrets()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(source.getSecretName())
            .get();
    if (secret == null) {
      return false;
    }
    for (var item : source.getItems()) {
      var value = secret.getData().get(item.getKey());
      if (value == null) {
        return false;
      }
      Files.write(target.resolve(item.getPath()), Base64.getDecoder().decode(value));
    }
    return true;
  }
}
