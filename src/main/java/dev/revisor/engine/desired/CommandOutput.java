package dev.revisor.engine.desired;

import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a command prints. It runs in the environment directory, without a shell.
final class CommandOutput {
  private final Path directory;

  CommandOutput(Path directory) {
    this.directory = directory;
  }

  /// Standard output as UTF-8; a command that fails or cannot be run is a problem.
  String of(List<String> words, List<Problem> problems) {
    try {
      var complaints = Files.createTempFile("revisor", ".err");
      try {
        var process =
            new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectError(complaints.toFile())
                .start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var code = process.waitFor();
        if (code != 0) {
          var said = Files.readString(complaints).strip();
          var end = said.substring(Math.max(0, said.length() - 2000));
          problems.add(new Problem(words.getFirst(), 0, 0, "ended with " + code + ": " + end));
        }
        return text;
      } finally {
        Files.deleteIfExists(complaints);
      }
    } catch (IOException e) {
      problems.add(new Problem(words.getFirst(), 0, 0, "cannot be run: " + e.getMessage()));
      return "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw RevisorException.of(Reason.Terminated, "asked to stop");
    }
  }
}
