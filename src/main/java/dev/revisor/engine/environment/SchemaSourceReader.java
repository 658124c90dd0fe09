package dev.revisor.engine.environment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads key `schema`: a file's name, or one of `{directory: …}`, `{url: …}`, `{command: [...]}`
/// and `{jpa: {...}}`.
final class SchemaSourceReader {
  private static final List<String> KINDS = List.of("directory", "url", "command", "jpa");
  private static final List<String> KEYS = List.of("directory", "url", "command", "jpa", "timeout");
  private static final List<String> JPA_KEYS =
      List.of("classpath", "units", "packages", "classes", "properties", "java");

  private SchemaSourceReader() {}

  static Optional<SchemaSource> read(YamlMapping top) {
    var source = top.asMapping("schema");
    if (source.isEmpty()) {
      return top.text("schema").map(SchemaSource.File::new);
    }
    source.get().allowOnly(KEYS);
    var kinds = source.get().names().stream().filter(name -> !name.equals("timeout")).toList();
    if (kinds.size() != 1) {
      top.report("schema", "must have exactly one of " + String.join(", ", KINDS));
    }
    return source.flatMap(SchemaSourceReader::kind);
  }

  private static Optional<SchemaSource> kind(YamlMapping source) {
    var timeout =
        source
            .parsed("timeout", DurationText.FORM, DurationText::parse)
            .filter(Duration::isPositive)
            .orElse(SchemaSource.DEFAULT_TIMEOUT);
    return source
        .text("directory")
        .<SchemaSource>map(SchemaSource.Directory::new)
        .or(() -> source.text("url").map(SchemaSource.Url::new))
        .or(() -> command(source, timeout))
        .or(() -> source.mapping("jpa").map(jpa -> jpa(source, jpa, timeout)));
  }

  private static Optional<SchemaSource> command(YamlMapping source, Duration timeout) {
    var words = source.texts("command");
    if (words.isPresent() && (words.get().isEmpty() || words.get().getFirst().isBlank())) {
      source.report("command", "must be a program with its arguments, as in [python, models.py]");
      return Optional.empty();
    }
    return words.map(list -> new SchemaSource.Command(list, timeout));
  }

  private static SchemaSource jpa(YamlMapping source, YamlMapping jpa, Duration timeout) {
    jpa.allowOnly(JPA_KEYS);
    var units = jpa.texts("units").orElse(List.of());
    var packages = jpa.texts("packages").orElse(List.of());
    var classes = jpa.texts("classes").orElse(List.of());
    var classpath = jpa.texts("classpath").orElse(List.of());
    if (classpath.isEmpty() || (units.isEmpty() && packages.isEmpty() && classes.isEmpty())) {
      source.report("jpa", "needs a classpath, and units, packages or classes");
    }
    return new SchemaSource.Jpa(
        classpath,
        units,
        packages,
        classes,
        jpa.mapping("properties").map(SchemaSourceReader::properties).orElse(Map.of()),
        jpa.text("java"),
        timeout);
  }

  private static Map<String, String> properties(YamlMapping properties) {
    var values = new TreeMap<String, String>();
    for (var name : properties.names()) {
      properties.text(name).ifPresent(value -> values.put(name, value));
    }
    return values;
  }
}
