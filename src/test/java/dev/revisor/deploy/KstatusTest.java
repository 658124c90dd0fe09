package dev.revisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Flux, kpt and Helm's `--wait` make of a SchemaMigration: the generic rules of kstatus
/// (sigs.k8s.io/cli-utils, pkg/kstatus), over the resources that Argo CD's health check is tested
/// with.
class KstatusTest {
  private static final Path FOLDER =
      Path.of("deploy/argocd/resource_customizations/revisor.dev/SchemaMigration/testdata");

  @ParameterizedTest
  @CsvSource({
    "running, InProgress",
    "unreachable, InProgress",
    "awaiting-approval, InProgress",
    "older-generation-ready, InProgress",
    "older-generation-stalled, InProgress",
    "ready, Current",
    "drift-reported, Current",
    "suspended, Current",
    "failed, Failed",
    "downgrade-denied, Failed",
    "drift-blocks, Failed",
    "deleting, Terminating",
    // kstatus takes what has no status at all for current; docs/install.md has the way around it.
    "new, Current",
  })
  void isReadAsItIsMeant(String resource, String status) throws IOException {
    var file = FOLDER.resolve(resource + ".yaml").toFile();
    assertThat(kstatus(new YAMLMapper().readTree(file))).isEqualTo(status);
  }

  private static String kstatus(JsonNode resource) {
    if (resource.at("/metadata").has("deletionTimestamp")) {
      return "Terminating";
    }
    var observed = resource.at("/status/observedGeneration");
    if (!observed.isMissingNode()
        && observed.asLong() != resource.at("/metadata/generation").asLong()) {
      return "InProgress";
    }
    for (var condition : resource.at("/status/conditions")) {
      if (is(condition, "Reconciling", "True")) {
        return "InProgress";
      }
      if (is(condition, "Stalled", "True")) {
        return "Failed";
      }
    }
    for (var condition : resource.at("/status/conditions")) {
      if (is(condition, "Ready", "False") || is(condition, "Ready", "Unknown")) {
        return "InProgress";
      }
    }
    return "Current";
  }

  private static boolean is(JsonNode condition, String type, String status) {
    return condition.path("type").asText().equals(type)
        && condition.path("status").asText().equals(status);
  }
}
