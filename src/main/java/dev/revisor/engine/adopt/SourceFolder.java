package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.environment.Utf8;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads files of a project; what cannot be read is a problem.
final class SourceFolder {
  private final Function<Path, String> shown;
  private final List<Problem> problems;

  SourceFolder(Function<Path, String> shown, List<Problem> problems) {
    this.shown = shown;
    this.problems = problems;
  }

  String shown(Path file) {
    return shown.apply(file);
  }

  /// The regular files of a folder, sorted by name.
  List<Path> files(Path folder) {
    return list(folder, 1);
  }

  /// The regular files of a folder and of those below, sorted by path.
  List<Path> allFiles(Path folder) {
    return list(folder, Integer.MAX_VALUE);
  }

  private List<Path> list(Path folder, int depth) {
    try (var files = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      problems.add(new Problem(shown(folder), 0, 0, "cannot be read: " + e.getMessage()));
      return List.of();
    }
  }

  Optional<SourceFile> read(Path file) {
    try {
      var text = Files.readString(file);
      var plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return Optional.of(new SourceFile(file, shown(file), plain));
    } catch (CharacterCodingException _) {
      problems.add(Utf8.problem(file, shown(file)));
    } catch (IOException e) {
      problems.add(new Problem(shown(file), 0, 0, "cannot be read: " + e.getMessage()));
    }
    return Optional.empty();
  }
}
