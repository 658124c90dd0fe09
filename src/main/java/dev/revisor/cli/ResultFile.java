package dev.revisor.cli;

import dev.revisor.engine.environment.Paths;
import dev.revisor.engine.result.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the result of a run is left for whoever watches the process: `REVISOR_RESULT_FILE`, else
/// the termination log of a container, where there is one.
final class ResultFile {
  private static final Path TERMINATION_LOG = Path.of("/dev/termination-log");

  private ResultFile() {}

  static void write(RunResult result, Surroundings surroundings) {
    write(result.toTerminationLog(), surroundings);
  }

  /// @param text at most 4,096 bytes
  static void write(String text, Surroundings surroundings) {
    path(surroundings)
        .ifPresent(
            path -> {
              try {
                Files.writeString(path, text, StandardCharsets.UTF_8);
              } catch (IOException e) {
                surroundings
                    .err()
                    .print("warning: cannot write the result to " + path + ": " + Paths.reason(e));
                surroundings.err().print('\n');
              }
            });
  }

  private static Optional<Path> path(Surroundings surroundings) {
    return surroundings
        .variable("REVISOR_RESULT_FILE")
        .map(surroundings::resolve)
        .or(() -> Optional.of(TERMINATION_LOG).filter(Files::isWritable));
  }
}
