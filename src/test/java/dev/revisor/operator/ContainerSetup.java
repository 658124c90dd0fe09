package dev.revisor.operator;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a pod's spec gives to its container: arguments, environment, mounted files.
///
/// @param root the container's file system: its mounts lie below
/// @param image the image's file system
record ContainerSetup(Path root, Path image, Pod pod) {

  List<String> arguments() {
    return pod.getSpec().getContainers().getFirst().getArgs().stream()
        .map(argument -> argument.equals("/migrations") ? image + "/migrations" : argument)
        .toList();
  }

  Map<String, String> environment() {
    var variables = new HashMap<String, String>();
    for (EnvVar variable : pod.getSpec().getContainers().getFirst().getEnv()) {
      variables.put(variable.getName(), inside(variable.getValue()));
    }
    variables.put("REVISOR_RESULT_FILE", terminationLog().toString());
    variables.put("HOME", root.toString());
    return variables;
  }

  /// What the container left in the termination log.
  String message() {
    try {
      return Files.exists(terminationLog()) ? Files.readString(terminationLog()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path terminationLog() {
    return root.resolve("termination-log");
  }

  /// Paths of mounts lie below the container's root.
  private String inside(String value) {
    return pod.getSpec().getContainers().getFirst().getVolumeMounts().stream()
            .anyMatch(mount -> value.startsWith(mount.getMountPath() + "/"))
        ? root + value
        : value;
  }
}
