package dev.revisor.engine.adopt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the user's Alembic with `--sql`, which prints and needs no database.
final class AlembicCommand {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final List<String> words;
  private final Path folder;

  private AlembicCommand(List<String> words, Path folder) {
    this.words = List.copyOf(words);
    this.folder = folder;
  }

  /// @param words the command that is Alembic
  /// @param spare where a configuration can be written if the project has none
  static AlembicCommand of(List<String> words, AlembicSettings settings, Path spare)
      throws IOException {
    var configuration = settings.configuration();
    if (configuration.isEmpty()) {
      var text =
          "[alembic]\nscript_location = %s\nsqlalchemy.url = postgresql://\n"
              .formatted(settings.scripts());
      Files.writeString(spare.resolve("alembic.ini"), text);
    }
    var file = configuration.orElse(spare.resolve("alembic.ini"));
    var all = new ArrayList<>(words);
    all.addAll(List.of("-c", file.toString()));
    return new AlembicCommand(
        all, configuration.isEmpty() ? settings.scripts() : file.resolveSibling(".").normalize());
  }

  /// What a run printed.
  record Printed(int code, String output, String complaints) {
    /// The last thing that it complained of, in a line.
    String complaint() {
      var lines = complaints.strip().lines().filter(line -> !line.isBlank()).toList();
      return lines.isEmpty()
          ? "it ended with " + code
          : lines.getLast().strip().replaceFirst("^FAILED: ", "");
    }
  }

  /// @throws IOException when it cannot be started
  Printed print(String direction, String range) throws IOException {
    var all = new ArrayList<>(words);
    all.addAll(List.of(direction, range, "--sql"));
    var output = Files.createTempFile("revisor", ".sql");
    var complaints = Files.createTempFile("revisor", ".err");
    try {
      var code = run(all, output, complaints);
      return new Printed(code, read(output), read(complaints));
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(complaints);
    }
  }

  private int run(List<String> all, Path output, Path complaints) throws IOException {
    var builder =
        new ProcessBuilder(all)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(complaints.toFile());
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    var process = builder.start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("it did not end within " + TIMEOUT.toMinutes() + " minutes");
      }
      return process.exitValue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
