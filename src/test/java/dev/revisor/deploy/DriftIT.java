package dev.revisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `helm install` and `kubectl apply -k` make the same objects.
class DriftIT {
  /// Helm makes the namespace by an option of its own.
  private static final String NAMESPACE = "Namespace revisor-system";

  @ParameterizedTest
  @EnumSource
  void thePlainManifestsAreTheChart(Environment environment) {
    compare(
        Manifests.ofChart(environment.options()).objects(),
        Manifests.ofKustomize(environment.folder()));
  }

  @Test
  void soAreThoseWhereJobsLookAtDatabases(@TempDir(factory = InTarget.class) Path folder)
      throws IOException {
    var root = folder.relativize(Path.of("").toAbsolutePath());
    Files.writeString(
        folder.resolve("kustomization.yaml"),
        "resources: [%1$s/deploy/base]\ncomponents: [%1$s/deploy/components/observed-by-jobs]\n"
            .formatted(root));
    compare(
        Manifests.ofChart("--set", "operator.observe=Job").objects(),
        Manifests.ofKustomize(folder.toString()));
  }

  /// Kustomize takes what lies below the same root.
  static final class InTarget implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
        throws IOException {
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "manifests");
    }
  }

  private static void compare(Map<String, JsonNode> chart, Manifests plain) {
    var expected = new TreeSet<>(chart.keySet());
    expected.add(NAMESPACE);
    assertThat(plain.objects().keySet()).isEqualTo(expected);
    chart.forEach(
        (id, object) ->
            assertThat(Differences.between(object, plain.object(id)))
                .as("%s of the chart, but of the plain manifests", id)
                .isEmpty());
  }
}
