package dev.revisor.engine.adopt;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the names of Flyway's files: prefix, version, separator, description, suffix
/// (`ResourceNameParser` there).
final class FlywayNames {
  private final FlywaySettings settings;

  FlywayNames(FlywaySettings settings) {
    this.settings = settings;
  }

  /// @param kind V, U, R or B
  /// @param version as written; empty where none is
  /// @param isProgram whether it is Java
  record Parsed(char kind, String version, String description, boolean isProgram) {}

  /// Empty for files that are no migrations.
  Optional<Parsed> parse(String file) {
    var suffix =
        settings.list("sqlMigrationSuffixes", ".sql").stream()
            .filter(each -> file.toLowerCase(Locale.ROOT).endsWith(each.toLowerCase(Locale.ROOT)))
            .findFirst()
            .or(() -> List.of(".java", ".class").stream().filter(file::endsWith).findFirst());
    if (suffix.isEmpty()) {
      return Optional.empty();
    }
    var isProgram = suffix.get().equals(".java") || suffix.get().equals(".class");
    var name = file.substring(0, file.length() - suffix.get().length());
    return prefixes().entrySet().stream()
        .filter(each -> name.startsWith(each.getValue()))
        .findFirst()
        .filter(each -> isMigration(name, each.getValue(), isProgram))
        .map(each -> split(each.getKey(), name.substring(each.getValue().length()), isProgram));
  }

  private Map<Character, String> prefixes() {
    return Map.of(
        'V', settings.get("sqlMigrationPrefix", "V"),
        'U', settings.get("undoSqlMigrationPrefix", "U"),
        'R', settings.get("repeatableSqlMigrationPrefix", "R"),
        'B', settings.get("baselineMigrationPrefix", "B"));
  }

  /// Classes such as `Validation.java` are not meant, nor are callbacks.
  private boolean isMigration(String name, String prefix, boolean isProgram) {
    var rest = name.substring(prefix.length());
    return !FlywayProject.isCallback(name)
        && (!isProgram || rest.matches("[0-9_.]*" + separator() + ".*"))
        && (rest.startsWith(separator()) || !rest.isEmpty() && Character.isDigit(rest.charAt(0)));
  }

  private Parsed split(char kind, String rest, boolean isProgram) {
    var at = rest.indexOf(separator());
    return at < 0
        ? new Parsed(kind, rest, "", isProgram)
        : new Parsed(
            kind, rest.substring(0, at), rest.substring(at + separator().length()), isProgram);
  }

  private String separator() {
    return settings.get("sqlMigrationSeparator", "__");
  }
}
