package dev.revisor.engine.desired;

import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a command prints. It runs in the environment directory, without a shell and without input.
final class CommandOutput {
  private static final int LONGEST_COMPLAINT = 2000;

  private final Path directory;
  private final Duration timeout;

  /// @param timeout after which the command and what it has started are ended
  CommandOutput(Path directory, Duration timeout) {
    this.directory = directory;
    this.timeout = timeout;
  }

  /// Standard output as UTF-8; a command that fails, lasts too long or cannot be run is a problem.
  ///
  /// @param name what the command is called in problems
  String of(String name, List<String> words, List<Problem> problems) {
    try {
      var output = Files.createTempFile("revisor", ".sql");
      var complaints = Files.createTempFile("revisor", ".err");
      try {
        var ended = run(words, output, complaints);
        var said = end(complaints);
        if (ended.isEmpty()) {
          return Files.readString(output);
        }
        problems.add(new Problem(name, 0, 0, ended + (said.isEmpty() ? "" : ": " + said)));
      } catch (CharacterCodingException _) {
        problems.add(new Problem(name, 0, 0, "printed what is not valid UTF-8"));
      } finally {
        Files.deleteIfExists(output);
        Files.deleteIfExists(complaints);
      }
    } catch (IOException e) {
      problems.add(new Problem(name, 0, 0, "cannot be run: " + e.getMessage()));
    }
    return "";
  }

  /// How it ended badly; empty when it did not.
  private String run(List<String> words, Path output, Path complaints) throws IOException {
    var process =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(complaints.toFile())
            .start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return "was ended after " + timeout.toSeconds() + " s; 'timeout' beside it gives it more";
      }
      return process.exitValue() == 0 ? "" : "ended with " + process.exitValue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw RevisorException.of(Reason.Terminated, "asked to stop");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String end(Path complaints) throws IOException {
    var said = new String(Files.readAllBytes(complaints), java.nio.charset.StandardCharsets.UTF_8);
    return said.strip().substring(Math.max(0, said.strip().length() - LONGEST_COMPLAINT));
  }
}
