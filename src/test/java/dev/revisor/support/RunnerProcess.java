package dev.revisor.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command line as a process of its own.
///
/// @param stderr a file
public record RunnerProcess(Process process, Path stdout, Path stderr) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// @param folder for what it prints
  /// @param flags of the JVM
  public static RunnerProcess start(Path folder, List<String> flags, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.revisor.cli.Main");
    command.addAll(arguments);
    try {
      var stdout = Files.createTempFile(folder, "stdout", null);
      var stderr = Files.createTempFile(folder, "stderr", null);
      var process =
          new ProcessBuilder(command)
              .redirectOutput(stdout.toFile())
              .redirectError(stderr.toFile())
              .start();
      return new RunnerProcess(process, stdout, stderr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for its end.
  ///
  /// @return its exit code
  public int end() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("did not end within " + PATIENCE + ": " + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// SIGKILL, and waits until it is gone.
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// What it printed so far.
  public String output() {
    return read(stdout);
  }

  /// What it said on standard error so far.
  public String log() {
    return read(stderr);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
