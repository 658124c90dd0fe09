package dev.revisor.engine.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs the configured commands on a new file: key `postWrite`.
public final class PostWrite {
  private static final String FILE = "{file}";

  private PostWrite() {}

  /// Runs all commands in order, in the environment directory, without a shell. `{file}` in a word
  /// becomes the file's path; a command without it gets the path as its last word. A failing one
  /// does not stop the next.
  ///
  /// @return a problem a failing command, with the end of what it printed
  public static List<Problem> run(EnvironmentDirectory directory, Path file)
      throws InterruptedException {
    var problems = new ArrayList<Problem>();
    for (var command : directory.configuration().files().postWrite()) {
      run(directory, words(command, file))
          .map(what -> new Problem(directory.shown(file), 0, 0, what))
          .ifPresent(problems::add);
    }
    return problems;
  }

  private static List<String> words(List<String> command, Path file) {
    var words =
        new ArrayList<>(command.stream().map(w -> w.replace(FILE, file.toString())).toList());
    if (words.equals(command)) {
      words.add(file.toString());
    }
    return words;
  }

  private static Optional<String> run(EnvironmentDirectory directory, List<String> words)
      throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(words)
              .directory(directory.path().toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var code = process.waitFor();
      return code == 0
          ? Optional.empty()
          : Optional.of(
              "command '%s' ended with exit code %d%s"
                  .formatted(words.getFirst(), code, lastLine(output)));
    } catch (IOException e) {
      return Optional.of("command '" + words.getFirst() + "' did not start: " + e.getMessage());
    }
  }

  private static String lastLine(String output) {
    var lines = output.strip().lines().toList();
    return lines.isEmpty() ? "" : ": " + lines.getLast();
  }
}
