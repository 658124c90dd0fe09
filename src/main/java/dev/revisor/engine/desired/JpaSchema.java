package dev.revisor.engine.desired;

import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.environment.SchemaSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The DDL of JPA entities, as the Hibernate of the user's own class path makes it. Hibernate is no
/// part of Revisor: a Java process of its own loads the entities, by the standard's properties for
/// schema generation, and needs no database.
final class JpaSchema {
  private static final String NAME = "(schema of the JPA entities)";
  private static final String PROGRAMS = "dev/revisor/jpa/";
  private static final List<String> CLASSES = List.of("JpaPrinter", "EntityScan", "UnitOfClasses");

  private final Path directory;
  private final int serverVersion;

  /// @param directory what relative entries of the class path start from
  /// @param serverVersion the major version that the DDL is for
  JpaSchema(Path directory, int serverVersion) {
    this.directory = directory;
    this.serverVersion = serverVersion;
  }

  String ddl(SchemaSource.Jpa source, List<Problem> problems) {
    try {
      var entries = entries(source, problems);
      if (!problems.isEmpty()) {
        return "";
      }
      var programs = Files.createTempDirectory("revisor-jpa");
      try {
        for (var name : CLASSES) {
          unpack(PROGRAMS + name + ".class", programs);
        }
        entries.add(programs.toString());
        return new CommandOutput(directory, source.timeout())
            .of(NAME, words(source, String.join(File.pathSeparator, entries)), problems);
      } finally {
        delete(programs);
      }
    } catch (IOException e) {
      problems.add(new Problem(NAME, 0, 0, "cannot be made: " + e));
      return "";
    }
  }

  private List<String> words(SchemaSource.Jpa source, String classpath) {
    var words = new ArrayList<String>();
    words.add(source.java().orElseGet(JpaSchema::java));
    words.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", classpath, "dev.revisor.jpa.JpaPrinter"));
    source.units().forEach(name -> words.add("unit=" + name));
    source.packages().forEach(name -> words.add("package=" + name));
    source.classes().forEach(name -> words.add("class=" + name));
    for (var prefix : List.of("jakarta", "javax")) {
      words.add("property=" + prefix + ".persistence.database-major-version=" + serverVersion);
    }
    source.properties().forEach((name, value) -> words.add("property=" + name + "=" + value));
    return words;
  }

  /// The user's Java: `JAVA_HOME`, else the one on the path, else that of this process, which may
  /// lack modules that Hibernate needs.
  private static String java() {
    var program = Path.of("bin", "java");
    var home = Objects.requireNonNullElse(System.getenv("JAVA_HOME"), "");
    var onPath =
        Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, "java"));
    var inHome = home.isEmpty() ? Stream.<Path>empty() : Stream.of(Path.of(home).resolve(program));
    return Stream.concat(inHome, onPath)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> Path.of(System.getProperty("java.home")).resolve(program))
        .toString();
  }

  /// Jars and folders; `@FILE` stands for the class path that a file holds, `lib/*` for the jars of
  /// a folder.
  private List<String> entries(SchemaSource.Jpa source, List<Problem> problems) throws IOException {
    var entries = new ArrayList<String>();
    for (var entry : source.classpath()) {
      if (entry.startsWith("@") && Files.isRegularFile(directory.resolve(entry.substring(1)))) {
        var text = Files.readString(directory.resolve(entry.substring(1)));
        Stream.of(text.strip().split(File.pathSeparator + "|\\R")).forEach(entries::add);
      } else {
        entries.add(entry);
      }
    }
    for (var i = 0; i < entries.size(); i++) {
      var path = directory.resolve(entries.get(i)).normalize();
      if (!Files.exists(path.endsWith("*") ? path.getParent() : path)) {
        var message = "'schema.jpa.classpath' names " + entries.get(i) + ", which is not there";
        problems.add(new Problem("revisor.yaml", 0, 0, message));
      }
      entries.set(i, path.toString());
    }
    return entries;
  }

  private static void unpack(String resource, Path folder) throws IOException {
    var file = folder.resolve(resource);
    Files.createDirectories(file.getParent());
    try (var in = JpaSchema.class.getResourceAsStream("/" + resource)) {
      Files.copy(Objects.requireNonNull(in, () -> "no resource " + resource), file);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
