package dev.revisor.operator;

import dev.revisor.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The command line as a process of its own, with the runner's class path: it can be killed.
final class ProcessContainer implements FakeContainer {
  private final ContainerSetup setup;
  private final Path output;
  private final Process process;
  private final Instant started = Instant.now();

  private ProcessContainer(ContainerSetup setup, Path output, Process process) {
    this.setup = setup;
    this.output = output;
    this.process = process;
  }

  static FakeContainer start(ContainerSetup setup) {
    var line = new ArrayList<String>();
    line.add(ProcessHandle.current().info().command().orElse("java"));
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath()));
    line.add(Main.class.getName());
    line.addAll(setup.arguments());
    var output = setup.root().resolve("output");
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectOutput(output.toFile()).environment().clear();
    builder.environment().putAll(setup.environment());
    try {
      return new ProcessContainer(setup, output, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What target/runner/lib holds, before it is packaged.
  private static String classPath() {
    return Stream.of(
            Main.class,
            picocli.CommandLine.class,
            org.postgresql.Driver.class,
            org.snakeyaml.engine.v2.api.Load.class,
            com.fasterxml.jackson.core.JsonFactory.class)
        .map(one -> one.getProtectionDomain().getCodeSource().getLocation().getPath())
        .collect(Collectors.joining(":"));
  }

  @Override
  public Optional<Exit> exit() {
    return process.isAlive()
        ? Optional.empty()
        : Optional.of(new Exit(process.exitValue(), setup.message(), started, Instant.now()));
  }

  @Override
  public String log() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void terminate() {
    process.destroy();
  }

  @Override
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
