package dev.revisor.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/// An external program that has ended: its exit code and what it printed.
public record Command(List<String> line, int exitCode, String stdout, String stderr) {

  /// Runs a program to its end, without standard input.
  public static Command run(List<String> line) {
    try {
      var stdout = Files.createTempFile("stdout", null);
      var stderr = Files.createTempFile("stderr", null);
      try {
        var process =
            new ProcessBuilder(line)
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        process.getOutputStream().close();
        var exitCode = process.waitFor();
        return new Command(line, exitCode, Files.readString(stdout), Files.readString(stderr));
      } finally {
        Files.delete(stdout);
        Files.delete(stderr);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// What it printed on stdout; a failed run is an assertion error with what it said.
  public String orFail() {
    if (exitCode != 0) {
      throw new AssertionError(
          String.join(" ", line) + ": exit code " + exitCode + "\n" + stdout + stderr);
    }
    return stdout;
  }
}
