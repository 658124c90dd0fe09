package dev.revisor.engine.environment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Reads key `schema`: a file's name, or one of `{directory: …}`, `{url: …}`, `{command: [...]}`
/// and `{jpa: {...}}`.
final class SchemaSourceReader {
  private static final List<String> KINDS = List.of("directory", "url", "command", "jpa");

  private SchemaSourceReader() {}

  static Optional<SchemaSource> read(YamlMapping top) {
    var source = top.asMapping("schema");
    if (source.isEmpty()) {
      return top.text("schema").map(SchemaSource.File::new);
    }
    source.get().allowOnly(KINDS);
    if (source.get().names().size() != 1) {
      top.report("schema", "must have exactly one of " + String.join(", ", KINDS));
    }
    return source.flatMap(SchemaSourceReader::kind);
  }

  private static Optional<SchemaSource> kind(YamlMapping source) {
    return source
        .text("directory")
        .<SchemaSource>map(SchemaSource.Directory::new)
        .or(() -> source.text("url").map(SchemaSource.Url::new))
        .or(() -> source.texts("command").map(SchemaSource.Command::new))
        .or(() -> source.mapping("jpa").map(SchemaSourceReader::jpa));
  }

  private static SchemaSource jpa(YamlMapping jpa) {
    var settings = new LinkedHashMap<String, String>();
    for (var name : jpa.names()) {
      jpa.texts(name).ifPresent(values -> settings.put(name, String.join(",", values)));
    }
    return new SchemaSource.Jpa(settings);
  }
}
