package dev.revisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The chart's CRDs are those of `crds/`, as templates: Helm upgrades templates, while it installs
/// a chart's folder `crds` once and never again. `-Dgolden.rewrite=true` writes them.
class CrdTest {
  private static final Path CRDS = Path.of("crds");
  private static final Path TEMPLATES = Path.of("helm/revisor/templates/crds");
  private static final String METADATA = "\nmetadata:\n";
  private static final String HELMS =
      """

      metadata:
        {{- if .Values.crds.keep }}
        annotations:
          helm.sh/resource-policy: keep
        {{- end }}
        labels:
          {{- include "revisor.labels" . | nindent 4 }}
      """;
  private static final String KUSTOMIZATION = "kustomization.yaml";

  static List<String> crds() throws IOException {
    try (var files = Files.list(CRDS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(KUSTOMIZATION))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("crds")
  void theChartInstallsTheCrd(String name) throws IOException {
    var template = template(Files.readString(CRDS.resolve(name)));
    var file = TEMPLATES.resolve(name);
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.createDirectories(TEMPLATES);
      Files.writeString(file, template);
    }
    assertThat(file).hasContent(template);
  }

  @Test
  void theChartHasNoOtherCrd() throws IOException {
    try (var files = Files.list(TEMPLATES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(crds());
    }
  }

  @Test
  void kustomizeInstallsTheSameCrds() throws IOException {
    var resources = new YAMLMapper().readTree(CRDS.resolve(KUSTOMIZATION).toFile());
    assertThat(resources.path("resources"))
        .extracting(resource -> resource.asText())
        .containsExactlyElementsOf(crds());
  }

  /// The CRD's text with what Helm needs in its metadata, and with what would be an action of a
  /// template made literal.
  private static String template(String crd) {
    assertThat(crd).containsOnlyOnce(METADATA).doesNotContain("\n  annotations:\n");
    var literal = crd.replace("{{", "{{ \"{{\" }}");
    return "{{- if .Values.crds.install }}\n" + literal.replace(METADATA, HELMS) + "{{- end }}\n";
  }
}
