package dev.revisor.engine.environment;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where the desired schema comes from: key `schema`.
public sealed interface SchemaSource {
  /// For programs that print DDL.
  Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);

  /// One SQL file.
  record File(String path) implements SchemaSource {}

  /// All SQL files of a directory.
  record Directory(String path) implements SchemaSource {}

  /// Another database.
  record Url(String url) implements SchemaSource {}

  /// A command that prints DDL.
  ///
  /// @param words the program and its arguments, at least one
  /// @param timeout more than zero
  record Command(List<String> words, Duration timeout) implements SchemaSource {
    public Command {
      words = List.copyOf(words);
    }
  }

  /// JPA entities. At least one of units, packages and classes is named.
  ///
  /// @param classpath jars and folders, relative to the environment directory, or absolute; `@FILE`
  ///   for one that a file holds
  /// @param units of `META-INF/persistence.xml`
  /// @param packages all entities in them and below
  /// @param properties for the provider, such as `hibernate.physical_naming_strategy`
  /// @param java the program; empty: of `JAVA_HOME`, or on the path
  /// @param timeout more than zero
  record Jpa(
      List<String> classpath,
      List<String> units,
      List<String> packages,
      List<String> classes,
      Map<String, String> properties,
      Optional<String> java,
      Duration timeout)
      implements SchemaSource {
    public Jpa {
      classpath = List.copyOf(classpath);
      units = List.copyOf(units);
      packages = List.copyOf(packages);
      classes = List.copyOf(classes);
      properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }
  }
}
