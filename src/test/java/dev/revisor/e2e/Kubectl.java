package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The real kubectl, with the kubeconfig and the path that `dev/e2e` exports.
record Kubectl(String namespace) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LIMIT_SECONDS = 330;
  private static final long DRAIN_SECONDS = 30;

  /// Not the common pool, which has one thread on a small machine: a command that takes its time
  /// would keep all others from being read.
  private static final Executor READERS = Thread::startVirtualThread;

  /// What a command printed and how it ended.
  record Output(int exitCode, String stdout, String stderr) {}

  /// Runs kubectl in the namespace; a failure is an assertion error with what it printed.
  String run(String... args) {
    return runWithInput("", args);
  }

  String runWithInput(String input, String... args) {
    var output = attempt(input, args);
    if (output.exitCode() != 0) {
      throw new AssertionError(
          "kubectl " + String.join(" ", args) + " failed: " + output.stdout() + output.stderr());
    }
    return output.stdout();
  }

  /// Applies manifests, given as YAML.
  void apply(String yaml) {
    runWithInput(yaml, "apply", "-f", "-");
  }

  /// `kubectl get … -o json`, or a missing node where there is no such object.
  JsonNode get(String... what) {
    var args = new ArrayList<>(List.of("get", "--ignore-not-found", "-o", "json"));
    args.addAll(List.of(what));
    var text = run(args.toArray(String[]::new));
    try {
      return JSON.readTree(text.isBlank() ? "{}" : text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The address of the first pod with the labels.
  String addressOfPod(String labels) {
    var address = get("pods", "-l", labels).at("/items/0/status/podIP").asText();
    assertThat(address).as("the address of a pod with " + labels).isNotEmpty();
    return address;
  }

  Output attempt(String input, String... args) {
    var command = new ArrayList<>(List.of("kubectl", "-n", namespace));
    command.addAll(List.of(args));
    return start(input, command);
  }

  /// Runs a program of the checkout; a failure is an assertion error with what it printed.
  static void program(String... command) {
    var output = start("", List.of(command));
    if (output.exitCode() != 0) {
      throw new AssertionError(String.join(" ", command) + " failed: " + output);
    }
  }

  private static Output start(String input, List<String> command) {
    try {
      var process = new ProcessBuilder(command).start();
      var stdout = CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()), READERS);
      var stderr = CompletableFuture.supplyAsync(() -> readAll(process.getErrorStream()), READERS);
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("not within " + LIMIT_SECONDS + " s: the end of " + command);
      }
      return new Output(process.exitValue(), printed(stdout, command), printed(stderr, command));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// A child that outlives its parent may hold the stream open.
  private static String printed(CompletableFuture<String> text, List<String> command)
      throws InterruptedException {
    try {
      return text.get(DRAIN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new AssertionError(
          "not within " + DRAIN_SECONDS + " s: what was printed by " + command, e);
    }
  }

  private static String readAll(java.io.InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
