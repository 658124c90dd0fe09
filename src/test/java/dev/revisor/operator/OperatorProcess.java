package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The operator as it is shipped: the packaged Quarkus application, in a process of its own, with
/// the rights of its service account. It needs `mvn package`.
final class OperatorProcess implements AutoCloseable {
  private static final Path APPLICATION = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path log;
  private final int port;
  private final Process process;

  private OperatorProcess(TestCluster cluster, Path log, Map<String, String> settings)
      throws IOException {
    this.log = log;
    this.port = freePort();
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
    variables.putAll(settings);
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /// Starts it and waits until it is ready.
  ///
  /// @param settings further environment variables, as the chart's Deployment has them
  static OperatorProcess start(TestCluster cluster, Path log, Map<String, String> settings) {
    assertThat(APPLICATION).exists();
    try {
      var started = new OperatorProcess(cluster, log, settings);
      TestCluster.await(
          "the operator is ready",
          () -> started.get("/q/health/ready"),
          answer -> answer.startsWith("200"));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /// The status and the body; the exception's name where nobody answers.
  String get(String path) {
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

  /// What it has logged so far, each line a JSON document.
  List<JsonNode> log() {
    return readLog().lines().map(OperatorProcess::json).toList();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /// Asks it to end, as a kubelet does, and waits until it has.
  void terminate() {
    process.destroy();
    process.onExit().join();
  }

  /// Its exit code, once it has ended by itself.
  int awaitEnd() {
    return TestCluster.await(
        "the operator ends", () -> alive() ? -1 : process.exitValue(), code -> code >= 0);
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean alive() {
    try {
      return !process.waitFor(1, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private String readLog() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }
}
