package dev.revisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.ApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a real API server says to the objects and to the operator's rights.
class AdmissionIT {
  private static final String OPERATOR = "system:serviceaccount:revisor-system:revisor";
  private static ApiServer server;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    server = ApiServer.start();
    apply("-f", "deploy/base/namespace.yaml");
    for (var namespace : new String[] {"shop", "other"}) {
      server.kubectl("create", "namespace", namespace).orFail();
    }
  }

  @AfterAll
  static void end() {
    server.close();
  }

  /// A field that the API server does not know is an error, and so is what the restricted Pod
  /// Security standard would warn of.
  @ParameterizedTest
  @EnumSource
  void everyObjectIsAccepted(Environment environment) throws IOException {
    install(environment.options());
    apply("-k", environment.folder());
  }

  @ParameterizedTest
  @CsvSource({
    "yes, get, secrets",
    "no, list, secrets",
    "no, watch, secrets",
    "yes, create, jobs.batch",
    "no, update, jobs.batch",
    "no, create, pods",
    "no, get, configmaps",
    "yes, patch, schemamigrations.revisor.dev",
    "yes, update, schemamigrations.revisor.dev --subresource=status",
    "no, delete, schemamigrations.revisor.dev",
    "no, create, schemamigrations.revisor.dev",
    "no, get, leases.coordination.k8s.io",
  })
  void theOperatorMayDoWhatItNeedsAndNoMore(String answer, String verb, String resource)
      throws IOException {
    install();
    assertMay(answer, verb, resource, "other");
  }

  @Test
  void theLeaseIsTheOperatorsOwn() throws IOException {
    install();
    assertMay("yes", "create", "leases.coordination.k8s.io", "revisor-system");
    assertMay("yes", "patch", "leases.coordination.k8s.io/revisor", "revisor-system");
    assertMay("no", "patch", "leases.coordination.k8s.io/another", "revisor-system");
  }

  @Test
  void aNamespacedInstallGrantsNothingElsewhere() throws IOException {
    install("--set", "watchNamespaces={shop}");
    server.kubectl("delete", "clusterrolebinding", "revisor", "--ignore-not-found").orFail();
    assertMay("yes", "get", "secrets", "shop");
    assertMay("yes", "create", "jobs.batch", "shop");
    assertMay("no", "get", "secrets", "other");
    assertMay("no", "create", "jobs.batch", "other");
  }

  private void install(String... options) throws IOException {
    var file = folder.resolve("chart.yaml");
    Files.writeString(file, Manifests.chart(options).orFail());
    apply("-f", file.toString());
  }

  private static void apply(String option, String path) {
    var strict = new String[] {"--server-side", "--validate=strict", "--warnings-as-errors"};
    server.kubectl("apply", strict[0], strict[1], strict[2], option, path).orFail();
  }

  /// The API server's own caches follow a change of rights within a moment, so a wrong answer is
  /// asked for again.
  private static void assertMay(String answer, String verb, String resource, String namespace) {
    var line = new ArrayList<>(List.of("auth", "can-i", verb));
    line.addAll(List.of(resource.split(" ")));
    line.addAll(List.of("--as", OPERATOR, "--namespace", namespace));
    var question = line.toArray(String[]::new);
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    var given = server.kubectl(question).stdout().strip();
    while (!given.equals(answer) && System.nanoTime() < deadline) {
      given = server.kubectl(question).stdout().strip();
    }
    assertThat(given).as("%s %s in %s", verb, resource, namespace).isEqualTo(answer);
  }
}
