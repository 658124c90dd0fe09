package dev.revisor.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.revisor.cli.Main;
import dev.revisor.cli.Surroundings;
import dev.revisor.engine.run.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The command line as a call in this process: fast.
final class CallContainer implements FakeContainer {
  private final ContainerSetup setup;
  private final Instant started = Instant.now();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final AtomicReference<@Nullable StopSignal> stop = new AtomicReference<>();
  private final CompletableFuture<Exit> exit = new CompletableFuture<>();

  private CallContainer(ContainerSetup setup) {
    this.setup = setup;
  }

  static FakeContainer start(ContainerSetup setup) {
    var container = new CallContainer(setup);
    Thread.ofPlatform().daemon().name(setup.pod().getMetadata().getName()).start(container::run);
    return container;
  }

  private void run() {
    var stream = new PrintStream(output, true, UTF_8);
    int code =
        Main.run(
            setup.arguments(),
            new Surroundings(
                setup.environment(),
                setup.root(),
                InputStream.nullInputStream(),
                stream,
                stream,
                Clock.systemUTC(),
                UUID::randomUUID,
                stop::set));
    exit.complete(new Exit(code, setup.message(), started, Instant.now()));
  }

  @Override
  public Optional<Exit> exit() {
    return Optional.ofNullable(exit.getNow(null));
  }

  @Override
  public String log() {
    return output.toString(UTF_8);
  }

  @Override
  public void terminate() {
    Optional.ofNullable(stop.get()).ifPresent(StopSignal::request);
  }

  /// Nobody can kill a call; a test that kills takes [ProcessContainer].
  @Override
  public void kill() {
    throw new UnsupportedOperationException("a call cannot be killed");
  }
}
