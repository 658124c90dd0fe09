package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.revisor.support.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operator as it is shipped: the packaged Quarkus application, in a process of its own, with
/// the rights of its service account. It needs `mvn package`.
class OperatorProcessIT {
  private static final Path APPLICATION = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final TestCluster cluster = TestCluster.shared();

  @TempDir private static Path folder;
  private static Process process;
  private static int port;

  @BeforeAll
  static void start() throws IOException {
    assertThat(APPLICATION).exists();
    cluster.stopOperator();
    port = freePort();
    var builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dkubernetes.impersonate.username=" + TestCluster.OPERATOR,
            "-jar",
            APPLICATION.toString());
    var variables = builder.environment();
    variables.put("KUBECONFIG", cluster.kubeconfig().toString());
    variables.put("KUBERNETES_NAMESPACE", "revisor-system");
    variables.put("QUARKUS_HTTP_PORT", String.valueOf(port));
    variables.put("REVISOR_LEASE_NAME", "revisor");
    process = builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    TestCluster.await(
        "it is ready", () -> get("/q/health/ready"), answer -> answer.startsWith("200"));
  }

  @AfterAll
  static void stop() {
    process.destroyForcibly().onExit().join();
    cluster.startOperator();
  }

  @Test
  void itMigratesMeasuresAndSaysSoInJson() throws IOException {
    var database = PostgresServer.newDatabase();
    cluster.apply(Sample.of("shipped", PostgresServer.port(), database.name()));
    cluster.awaitReason("shipped", "Succeeded");

    assertThat(get("/q/health/live")).startsWith("200");
    assertThat(get("/q/metrics"))
        .contains("revisor_info{")
        .contains("revisor_runs_total{name=\"shipped\",namespace=\"shop\",outcome=\"Succeeded\"")
        .contains("jvm_memory_used_bytes");

    var lines = Files.readAllLines(log()).stream().map(OperatorProcessIT::json).toList();
    assertThat(lines).allSatisfy(line -> assertThat(line.path("level").asText()).isNotEmpty());
    assertThat(lines)
        .filteredOn(line -> line.path("message").asText().contains("started Job"))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line.at("/mdc/resource.name").asText()).isEqualTo("shipped");
              assertThat(line.at("/mdc/resource.namespace").asText()).isEqualTo("shop");
            });
    assertThat(lines)
        .filteredOn(line -> List.of("WARN", "ERROR").contains(line.path("level").asText()))
        .isEmpty();
  }

  @Test
  void itLeadsByALeaseInItsOwnNamespace() {
    var lease = cluster.client().leases().inNamespace("revisor-system").withName("revisor").get();
    assertThat(lease.getSpec().getHolderIdentity()).isNotBlank();
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }

  /// The status and the body; the exception's name where nobody answers.
  private static String get(String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).GET().build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      return alive() ? e.getClass().getSimpleName() : readLog();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static boolean alive() {
    try {
      return !process.waitFor(1, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Path log() {
    return folder.resolve("log");
  }

  private static String readLog() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
