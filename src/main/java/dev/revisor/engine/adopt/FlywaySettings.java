package dev.revisor.engine.adopt;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a project's `flyway.conf` or `flyway.toml` says, by key without `flyway.`; letters' case
/// does not count. The file lies in the folder or in `conf` below, or beside a folder of scripts.
record FlywaySettings(Map<String, String> values, Optional<Path> folder) {
  private static final Pattern TABLE = Pattern.compile("\\s*\\[\\s*([\\w.\"-]+)\\s*]\\s*(#.*)?");
  private static final Pattern ENTRY =
      Pattern.compile("\\s*([\\w.\"-]+)\\s*=\\s*(.*?)\\s*(?:(?<=[\"'\\]\\w])\\s+#.*)?");

  static FlywaySettings read(Path directory, SourceFolder files) {
    for (var folder : List.of(directory, directory.resolveSibling("."))) {
      for (var name :
          List.of("flyway.toml", "flyway.conf", "conf/flyway.toml", "conf/flyway.conf")) {
        var file = folder.resolve(name).normalize();
        if (Files.isRegularFile(file)) {
          return files
              .read(file)
              .map(read -> new FlywaySettings(parsed(read), Optional.of(folder.normalize())))
              .orElse(none());
        }
      }
    }
    return none();
  }

  private static FlywaySettings none() {
    return new FlywaySettings(Map.of(), Optional.empty());
  }

  private static Map<String, String> parsed(SourceFile file) {
    return file.name().endsWith(".toml") ? toml(file) : properties(file.text());
  }

  /// Lines of the form `key=value`.
  static Map<String, String> properties(String text) {
    var properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException _) {
      return Map.of();
    }
    var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    properties.forEach((key, value) -> values.put(plain(key.toString()), value.toString().strip()));
    return values;
  }

  private static Map<String, String> toml(SourceFile file) {
    var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    var table = "";
    for (var line : file.lines()) {
      var header = TABLE.matcher(line.strip());
      var entry = ENTRY.matcher(line.strip());
      if (header.matches()) {
        table = header.group(1) + ".";
      } else if (!line.strip().startsWith("#") && entry.matches()) {
        values.put(plain((table + entry.group(1)).replace("\"", "")), unquoted(entry.group(2)));
      }
    }
    return values;
  }

  private static String plain(String key) {
    return key.regionMatches(true, 0, "flyway.", 0, 7) ? key.substring(7) : key;
  }

  /// A string without its quotes; of a list, the items with commas between.
  private static String unquoted(String value) {
    return value.replaceAll("^\\[\\s*|\\s*]$", "").replaceAll("[\"']", "");
  }

  String get(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  List<String> list(String key, String otherwise) {
    return Arrays.stream(get(key, otherwise).split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /// The values of placeholders, by name.
  Map<String, String> placeholders() {
    var found = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    values.forEach(
        (key, value) -> {
          if (key.regionMatches(true, 0, "placeholders.", 0, 13)) {
            found.put(key.substring(13), value);
          }
        });
    return found;
  }

  /// Where scripts are: the `filesystem:` locations of the project, else the folder itself.
  List<Path> locations(Path directory) {
    var root = folder.orElse(directory);
    var named =
        root.equals(directory)
            ? list("locations", "").stream()
                .filter(location -> !location.startsWith("classpath:"))
                .map(location -> location.replaceFirst("^filesystem:", ""))
                .map(location -> root.resolve(location).normalize())
                .filter(Files::isDirectory)
                .toList()
            : List.<Path>of();
    return named.isEmpty() ? List.of(directory) : named;
  }

  /// The history's table, with its schema where the project names one.
  String table() {
    var table = get("table", "");
    var schema = get("defaultSchema", list("schemas", "").stream().findFirst().orElse(""));
    if (table.isEmpty() && schema.isEmpty()) {
      return "";
    }
    var name = table.isEmpty() ? FlywayTable.NAME : table;
    return schema.isEmpty() ? name : schema + "." + name;
  }
}
