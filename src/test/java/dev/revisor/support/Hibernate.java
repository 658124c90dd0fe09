package dev.revisor.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/// An application with entities and a Hibernate; Maven fetches what is not in the user's cache.
public final class Hibernate {
  private static final Path SOURCES = Path.of("src/test/resources/hibernate");

  private Hibernate() {}

  /// Compiles the application.
  ///
  /// @param classes a folder, which is made
  /// @return the class path, without that folder
  public static String compile(String version, Path classes) {
    var classpath = classpath(version);
    try (var files = Files.walk(SOURCES)) {
      var words =
          new ArrayList<>(
              List.of(
                  "--release", "17", "-XDsuppressNotes", "-proc:none", "-d", classes.toString()));
      words.addAll(List.of("-cp", classpath));
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(words::add);
      var code =
          ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
      if (code != 0) {
        throw new AssertionError("the entities do not compile");
      }
      return classpath;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static synchronized String classpath(String version) {
    var kept = TestCache.folder("hibernate").resolve(version);
    try {
      if (!Files.exists(kept)) {
        var part = Files.createTempDirectory(kept.getParent(), ".new");
        var command =
            List.of(
                "./mvnw",
                "-B",
                "-q",
                "-ntp",
                "-f",
                SOURCES.resolve("pom.xml").toString(),
                "dependency:copy-dependencies",
                "-Dhibernate.version=" + version,
                "-DoutputDirectory=" + part);
        Command.run(command).orFail();
        Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
      }
      try (var jars = Files.list(kept)) {
        return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
