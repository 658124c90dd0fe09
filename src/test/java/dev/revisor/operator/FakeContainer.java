package dev.revisor.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.revisor.cli.Main;
import dev.revisor.cli.Surroundings;
import dev.revisor.engine.run.StopSignal;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A pod's container: the real command line in this process, with the arguments, the environment
/// and the mounted files that the pod's spec gives it.
final class FakeContainer {
  private final Path root;
  private final Path image;
  private final Pod pod;
  private final Instant started = Instant.now();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final AtomicReference<@Nullable StopSignal> stop = new AtomicReference<>();
  private final CompletableFuture<Exit> exit = new CompletableFuture<>();

  /// How it ended.
  ///
  /// @param message what it left in the termination log
  record Exit(int code, String message, Instant started, Instant finished) {}

  private FakeContainer(Path root, Path image, Pod pod) {
    this.root = root;
    this.image = image;
    this.pod = pod;
  }

  /// @param root becomes the container's file system: its mounts lie below
  static FakeContainer start(Path root, Path image, Pod pod) {
    var container = new FakeContainer(root, image, pod);
    Thread.ofPlatform().daemon().name(pod.getMetadata().getName()).start(container::run);
    return container;
  }

  /// Its exit, once it has ended.
  Optional<Exit> exit() {
    return Optional.ofNullable(exit.getNow(null));
  }

  /// What it printed.
  String log() {
    return output.toString(UTF_8);
  }

  /// SIGTERM.
  void terminate() {
    Optional.ofNullable(stop.get()).ifPresent(StopSignal::request);
  }

  /// SIGKILL, as far as anybody outside can see: nothing it does afterwards is heard of. Whoever
  /// calls this ends its database sessions.
  void kill() {
    exit.complete(new Exit(137, "", started, Instant.now()));
  }

  private void run() {
    var message = root.resolve("termination-log");
    var stream = new PrintStream(output, true, UTF_8);
    int code =
        Main.run(
            arguments(),
            new Surroundings(
                environment(message),
                root,
                InputStream.nullInputStream(),
                stream,
                stream,
                Clock.systemUTC(),
                UUID::randomUUID,
                stop::set));
    exit.complete(new Exit(code, read(message), started, Instant.now()));
  }

  private List<String> arguments() {
    return pod.getSpec().getContainers().getFirst().getArgs().stream()
        .map(argument -> argument.equals("/migrations") ? image + "/migrations" : argument)
        .toList();
  }

  private Map<String, String> environment(Path message) {
    var variables = new HashMap<String, String>();
    for (EnvVar variable : pod.getSpec().getContainers().getFirst().getEnv()) {
      variables.put(variable.getName(), inside(variable.getValue()));
    }
    variables.put("REVISOR_RESULT_FILE", message.toString());
    return variables;
  }

  /// Paths of mounts lie below the container's root.
  private String inside(String value) {
    return pod.getSpec().getContainers().getFirst().getVolumeMounts().stream()
            .anyMatch(mount -> value.startsWith(mount.getMountPath() + "/"))
        ? root + value
        : value;
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
