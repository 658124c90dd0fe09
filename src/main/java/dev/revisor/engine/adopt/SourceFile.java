package dev.revisor.engine.adopt;

import java.nio.file.Path;
import java.util.List;

/// A file of a project.
///
/// @param shown its path as the user knows it
/// @param text without a byte order mark
record SourceFile(Path path, String shown, String text) {
  String name() {
    return path.getFileName().toString();
  }

  /// With their line ends.
  List<String> lines() {
    return text.isEmpty() ? List.of() : List.of(text.split("(?<=\\n)"));
  }
}
