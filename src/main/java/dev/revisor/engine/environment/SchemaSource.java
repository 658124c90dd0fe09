package dev.revisor.engine.environment;

import java.util.List;
import java.util.Map;

/// Where the desired schema comes from: key `schema`.
public sealed interface SchemaSource {
  /// One SQL file.
  record File(String path) implements SchemaSource {}

  /// All SQL files of a directory.
  record Directory(String path) implements SchemaSource {}

  /// Another database.
  record Url(String url) implements SchemaSource {}

  /// A command that prints DDL.
  record Command(List<String> words) implements SchemaSource {
    public Command {
      words = List.copyOf(words);
    }
  }

  /// JPA entities, with the settings of their reader.
  record Jpa(Map<String, String> settings) implements SchemaSource {
    public Jpa {
      settings = Map.copyOf(settings);
    }
  }
}
