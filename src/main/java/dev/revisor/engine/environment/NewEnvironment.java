package dev.revisor.engine.environment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Makes a new environment directory, from the files that ship with the program.
public final class NewEnvironment {
  private static final List<String> FILES =
      List.of(
          EnvironmentDirectory.CONFIGURATION_FILE,
          EnvironmentDirectory.TEMPLATE_FILE,
          "README.md",
          "versions/.gitkeep");

  private NewEnvironment() {}

  /// Writes the files into `directory`, which must be empty or not there yet.
  ///
  /// @return what was written, in order
  /// @throws DirectoryNotEmptyException when something is in it; nothing is written then
  public static List<Path> create(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (var entries = Files.newDirectoryStream(directory)) {
      if (entries.iterator().hasNext()) {
        throw new DirectoryNotEmptyException(directory.toString());
      }
    }
    var written = new ArrayList<Path>();
    for (var name : FILES) {
      var file = directory.resolve(name);
      Files.createDirectories(directory.resolve(name).getParent());
      Files.write(file, shipped(name), StandardOpenOption.CREATE_NEW);
      written.add(file);
    }
    return written;
  }

  /// The template that rules where a directory has none.
  static String shippedTemplate() throws IOException {
    return new String(
        shipped(EnvironmentDirectory.TEMPLATE_FILE), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static byte[] shipped(String name) throws IOException {
    if (name.endsWith(".gitkeep")) {
      return new byte[0];
    }
    try (InputStream in = NewEnvironment.class.getResourceAsStream("template/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own file template/" + name);
      }
      return in.readAllBytes();
    }
  }
}
