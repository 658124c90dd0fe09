package dev.revisor.engine.scratch;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Programs that are run to their end.
final class Tool {
  private static final int LONGEST_COMPLAINT = 1000;

  private Tool() {}

  /// @throws RevisorException ScratchUnavailable, with what the program said when it fails
  static void run(List<String> words) {
    run(words, InputStream.nullInputStream());
  }

  /// @param input what the program reads
  static void run(List<String> words, InputStream input) {
    try {
      var said = Files.createTempFile("revisor", ".log");
      try {
        var code = exitCode(words, input, said);
        if (code != 0) {
          throw unavailable(
              Path.of(words.getFirst()).getFileName() + " failed: " + end(said), null);
        }
      } finally {
        Files.deleteIfExists(said);
      }
    } catch (IOException e) {
      throw unavailable("cannot run " + words.getFirst() + ": " + e.getMessage(), e);
    }
  }

  /// Whether a program can be run and ends well.
  static boolean works(List<String> words) {
    try {
      run(words);
      return true;
    } catch (RevisorException _) {
      return false;
    }
  }

  /// What a program says, in one line.
  static String said(List<String> words) throws IOException {
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      process.getOutputStream().close();
      var line = output.readLine();
      return line == null ? "" : line;
    } finally {
      process.destroy();
    }
  }

  /// The end of what a log says.
  static String end(Path log) throws IOException {
    var text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
    return text.substring(Math.max(0, text.length() - LONGEST_COMPLAINT));
  }

  static RevisorException unavailable(
      String message, @org.jspecify.annotations.Nullable Throwable cause) {
    var plain = RevisorException.of(Reason.ScratchUnavailable, "embedded PostgreSQL: " + message);
    return cause == null ? plain : new RevisorException(plain.reason(), plain.error(), cause);
  }

  private static int exitCode(List<String> words, InputStream input, Path said) throws IOException {
    var process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .directory(new File("/"))
            .start();
    try (var output = process.getOutputStream()) {
      input.transferTo(output);
    } catch (IOException e) {
      // it ended without reading all, and its exit code says why
      if (process.isAlive()) {
        process.destroy();
        throw e;
      }
    }
    try {
      return process.waitFor();
    } catch (InterruptedException _) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw RevisorException.of(Reason.Terminated, "asked to stop");
    }
  }
}
