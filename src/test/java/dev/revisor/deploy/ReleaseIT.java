package dev.revisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.ApiServer;
import dev.revisor.support.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of a release: installed, upgraded, uninstalled, installed again.
class ReleaseIT {
  private static final Path CHART = Path.of("helm/revisor");
  private static final String CRD = "schemamigrations.revisor.dev";

  private ApiServer server;

  @TempDir private Path folder;

  @BeforeEach
  void start() {
    server = ApiServer.start();
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void anUpgradeBringsTheNewCrd() throws IOException {
    helm("install", "revisor", chartWithAnOlderCrd()).orFail();
    assertThat(shortNames()).isEqualTo("old");

    helm("upgrade", "revisor", CHART.toString()).orFail();
    assertThat(shortNames()).isEqualTo("sm");
  }

  @Test
  void migrationsOutliveTheRelease() {
    helm("install", "revisor", CHART.toString()).orFail();
    server.kubectl("apply", "-f", "deploy/examples/schemamigration.yaml").orFail();
    helm("uninstall", "revisor").orFail();

    assertThat(get("deployments,clusterroles", "-A", "-l", "app.kubernetes.io/name=revisor"))
        .isEmpty();
    assertThat(get("schemamigrations")).isEqualTo("schemamigration.revisor.dev/shop");

    helm("install", "revisor", CHART.toString(), Environment.PROD.options()).orFail();
    assertThat(get("deployments", "-n", "revisor-system")).isEqualTo("deployment.apps/revisor");
  }

  private String chartWithAnOlderCrd() throws IOException {
    var copy = folder.resolve("revisor");
    try (var files = Files.walk(CHART)) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve(CHART.relativize(file)));
      }
    }
    var crd = copy.resolve("templates/crds/" + CRD + ".yaml");
    Files.writeString(crd, Files.readString(crd).replace("- \"sm\"", "- \"old\""));
    return copy.toString();
  }

  private String shortNames() {
    return get("crd", CRD, "-o", "jsonpath={.spec.names.shortNames[*]}");
  }

  private String get(String... what) {
    var line = new ArrayList<>(List.of("get", "-o", "name"));
    line.addAll(List.of(what));
    return server.kubectl(line.toArray(String[]::new)).orFail().strip();
  }

  private Command helm(String verb, String release, String chart, String... options) {
    var line = new ArrayList<>(List.of(verb, release, chart));
    line.addAll(List.of("--namespace", "revisor-system", "--create-namespace"));
    line.addAll(List.of("--kubeconfig", server.kubeconfig().toString()));
    line.addAll(List.of(options));
    return Tools.helm(line.toArray(String[]::new));
  }

  private Command helm(String verb, String release) {
    return Tools.helm(
        verb,
        release,
        "--namespace",
        "revisor-system",
        "--kubeconfig",
        server.kubeconfig().toString());
  }
}
