package dev.revisor.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.revisor.support.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A real Prometheus, which scrapes an operator each second as the chart's ServiceMonitor says.
final class Prometheus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port;
  private final Process process;

  private Prometheus(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /// @param folder of its own, with the file `rules.yaml`
  static Prometheus start(Path folder, int operator) {
    try {
      var config = folder.resolve("prometheus.yaml");
      Files.writeString(config, configuration(operator));
      int port = OperatorProcess.freePort();
      var process =
          new ProcessBuilder(
                  program("prometheus"),
                  "--config.file=" + config,
                  "--storage.tsdb.path=" + folder.resolve("data"),
                  "--web.listen-address=127.0.0.1:" + port)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      var started = new Prometheus(port, process);
      TestCluster.await(
          "Prometheus is ready",
          () -> process.isAlive() ? started.body("/-/ready") : readLog(folder),
          answer -> answer.contains("Ready"));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The path of `prometheus` or `promtool`.
  static String program(String name) {
    var folder = Command.run(List.of("dev/programs", "prometheus")).orFail().strip();
    return Path.of(folder, name).toString();
  }

  /// The series that an expression gives now; a fault in it is an assertion error.
  JsonNode query(String expression) {
    var answer =
        json("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError(expression + ": " + answer);
    }
    return answer.at("/data/result");
  }

  /// `alert name-of-the-resource` of each alert that fires.
  Set<String> firing() {
    var firing = new TreeSet<String>();
    for (var alert : json("/api/v1/alerts").at("/data/alerts")) {
      if (alert.path("state").asText().equals("firing")) {
        var labels = alert.path("labels");
        firing.add(
            (labels.path("alertname").asText() + " " + labels.path("name").asText()).strip());
      }
    }
    return firing;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /// The target's labels are what the Prometheus operator makes of the Service; `honor_labels` is
  /// in the ServiceMonitor.
  private static String configuration(int operator) {
    return """
    global: {scrape_interval: 1s, evaluation_interval: 1s}
    rule_files: [rules.yaml]
    scrape_configs:
      - job_name: revisor
        metrics_path: /q/metrics
        honor_labels: true
        static_configs:
          - targets: ["127.0.0.1:%d"]
            labels: {namespace: revisor-system, service: revisor, pod: revisor-0}
    """
        .formatted(operator);
  }

  private JsonNode json(String path) {
    try {
      return JSON.readTree(body(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String body(String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).GET().build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String readLog(Path folder) {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
