package dev.revisor.engine.desired;

import dev.revisor.engine.environment.Problem;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The DDL of JPA entities, as the Hibernate of the user's own class path makes it. Hibernate is no
/// part of Revisor: a Java process of its own loads the entities, with the standard properties of
/// Jakarta Persistence for schema generation, and needs no database.
final class JpaSchema {
  private final Path directory;

  JpaSchema(Path directory) {
    this.directory = directory;
  }

  /// @param settings `classpath` (jars and folders), `unit` (of META-INF/persistence.xml)
  String ddl(Map<String, String> settings, List<Problem> problems) {
    var classpath = settings.get("classpath");
    var unit = settings.get("unit");
    if (classpath == null || unit == null) {
      problems.add(new Problem("revisor.yaml", 0, 0, "schema.jpa needs classpath and unit"));
      return "";
    }
    var own = JpaSchema.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-cp");
    words.add(classpath.replace(",", File.pathSeparator) + File.pathSeparator + own);
    words.add(JpaPrinter.class.getName());
    words.add(unit);
    return new CommandOutput(directory).of(words, problems);
  }
}
