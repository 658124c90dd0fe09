package dev.revisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.revisor.support.ApiServer;
import dev.revisor.support.Command;
import dev.revisor.support.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of a release: installed, upgraded, uninstalled, installed again.
class ReleaseIT {
  private static final Path CHART = Path.of("helm/revisor");
  private static final String SAMPLE = "deploy/examples/schemamigration.yaml";
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

  /// The former version knows no `observeInterval`; its resource goes on under the new one.
  @Test
  void anUpgradeFromTheFormerVersionBringsTheNewFields() throws IOException {
    helm("install", "revisor", formerVersion()).orFail();
    assertThat(get("crd", CRD, "-o", "jsonpath={.spec.names.shortNames[*]}")).isEqualTo("old");
    server.kubectl("apply", "-f", SAMPLE).orFail();
    assertThat(setInterval().stderr()).contains("unknown field \"spec.observeInterval\"");

    helm("upgrade", "revisor", CHART.toString()).orFail();
    assertThat(get("crd", CRD, "-o", "jsonpath={.spec.names.shortNames[*]}")).isEqualTo("sm");
    Until.holds("the new field is served", () -> !setInterval().stderr().contains("unknown"));
    assertThat(get("schemamigration", "shop", "-o", "jsonpath={.spec.observeInterval}"))
        .isEqualTo("7m");
  }

  /// The chart of the time of `dev/lib/older-runner`, which knows no `rehearse`. A checkout may
  /// lack the history; then there is nothing to upgrade from.
  @Test
  void anUpgradeFromAChartOfAnEarlierTimeBringsTheNewFieldsAndKeepsTheOldResource()
      throws IOException {
    var older = folder.resolve("older.tar");
    assumeThat(archive(older)).as("the history is whole").isZero();
    Command.run(List.of("tar", "-xf", older.toString(), "-C", folder.toString())).orFail();
    helm("install", "revisor", folder.resolve(CHART).toString()).orFail();
    server.kubectl("apply", "-f", SAMPLE).orFail();
    var rehearse = "{\"spec\":{\"policy\":{\"rehearse\":true}}}";
    assertThat(patch(rehearse).stderr()).contains("unknown field \"spec.policy.rehearse\"");

    helm("upgrade", "revisor", CHART.toString()).orFail();
    Until.holds("the new field is served", () -> !patch(rehearse).stderr().contains("unknown"));
    assertThat(get("schemamigration", "shop", "-o", "jsonpath={.spec.policy.rehearse}"))
        .isEqualTo("true");
    assertThat(get("deployments", "-n", "revisor-system")).isEqualTo("deployment.apps/revisor");
  }

  private static int archive(Path file) throws IOException {
    var commit = Pattern.compile("(?m)^commit=([0-9a-f]{40})$");
    var found = commit.matcher(Files.readString(Path.of("dev/lib/older-runner")));
    assertThat(found.find()).isTrue();
    return Command.run(
            List.of("git", "archive", "-o", file.toString(), found.group(1), CHART.toString()))
        .exitCode();
  }

  /// What kubectl made is not Helm's until somebody says so.
  @Test
  void aCrdOfAnotherHandIsTakenOverOnRequest() {
    server.kubectl("apply", "--server-side", "-k", "crds").orFail();
    server.kubectl("apply", "-f", SAMPLE).orFail();

    assertThat(helm("install", "revisor", CHART.toString()).stderr())
        .contains(CRD)
        .contains("invalid ownership metadata");
    helm("install", "revisor", CHART.toString(), "--take-ownership", "--force-conflicts").orFail();
    assertThat(get("schemamigrations")).isEqualTo("schemamigration.revisor.dev/shop");
    assertThat(
            get("crd", CRD, "-o", "jsonpath={.metadata.annotations.meta\\.helm\\.sh/release-name}"))
        .isEqualTo("revisor");
  }

  @Test
  void onRequestTheCrdGoesWithTheRelease() {
    helm("install", "revisor", CHART.toString()).orFail();
    server.kubectl("apply", "-f", SAMPLE).orFail();
    helm("upgrade", "revisor", CHART.toString(), "--set", "crds.keep=false").orFail();
    helm("uninstall", "revisor").orFail();
    server.kubectl("wait", "--for=delete", "crd/" + CRD, "--timeout=60s").orFail();
    assertThat(get("crds")).isEmpty();
  }

  @Test
  void migrationsOutliveTheRelease() {
    helm("install", "revisor", CHART.toString()).orFail();
    server.kubectl("apply", "-f", SAMPLE).orFail();
    helm("uninstall", "revisor").orFail();

    Until.holds(
        "nothing of the release is left",
        () ->
            get("deployments,clusterroles", "-A", "-l", "app.kubernetes.io/name=revisor")
                .isEmpty());
    assertThat(get("schemamigrations")).isEqualTo("schemamigration.revisor.dev/shop");

    helm("install", "revisor", CHART.toString(), Environment.PROD.options()).orFail();
    assertThat(get("deployments", "-n", "revisor-system")).isEqualTo("deployment.apps/revisor");
  }

  /// As a package, which is what users install.
  private String formerVersion() throws IOException {
    var copy = folder.resolve("revisor");
    try (var files = Files.walk(CHART)) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve(CHART.relativize(file)));
      }
    }
    edit(copy.resolve("templates/crds/" + CRD + ".yaml"), "- \"sm\"", "- \"old\"");
    edit(copy.resolve("templates/crds/" + CRD + ".yaml"), "  observeInterval:\n", "  every:\n");
    edit(copy.resolve("Chart.yaml"), "\nversion: ", "\nversion: 0.0.9-before-");
    var packed =
        Tools.helm("package", copy.toString(), "--destination", folder.toString()).orFail().strip();
    return packed.substring(packed.lastIndexOf(' ') + 1);
  }

  private static void edit(Path file, String text, String replacement) throws IOException {
    var before = Files.readString(file);
    assertThat(before).contains(text);
    Files.writeString(file, before.replace(text, replacement));
  }

  private Command setInterval() {
    return patch("{\"spec\":{\"observeInterval\":\"7m\"}}");
  }

  private Command patch(String change) {
    return server.kubectl("patch", "schemamigration", "shop", "--type=merge", "-p", change);
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
