package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Where Alembic's scripts are, from `alembic.ini` or `pyproject.toml`.
///
/// @param configuration the file, which Alembic is run with; empty when there is none
/// @param recursive whether folders below a location count
record AlembicSettings(
    Optional<Path> configuration, Path scripts, List<Path> locations, boolean recursive) {
  private static final int LEVELS = 4;
  private static final Pattern SECTION = Pattern.compile("\\[\\s*([^]]+?)\\s*]");
  private static final Pattern ENTRY = Pattern.compile("([\\w.]+)\\s*[=:]\\s*(.*)");

  /// @param directory that of the configuration, or the scripts'
  static Optional<AlembicSettings> read(
      Path directory, SourceFolder files, List<Problem> problems) {
    if (!Files.exists(directory.resolve("env.py"))) {
      var own = configuration(directory);
      if (own.isEmpty()) {
        problems.add(
            new Problem(
                files.shown(directory), 0, 0, "has no alembic.ini, pyproject.toml or env.py"));
      }
      return own.flatMap(file -> read(file, files))
          .filter(found -> isThere(found, files, problems));
    }
    var above = directory.getParent();
    for (var level = 0; level < LEVELS && above != null; level++, above = above.getParent()) {
      var found = configuration(above).flatMap(file -> read(file, files));
      if (found.isPresent() && found.get().scripts().equals(directory)) {
        return found;
      }
    }
    return Optional.of(
        new AlembicSettings(
            Optional.empty(), directory, List.of(directory.resolve("versions")), false));
  }

  private static boolean isThere(
      AlembicSettings settings, SourceFolder files, List<Problem> problems) {
    var isThere = Files.exists(settings.scripts().resolve("env.py"));
    if (!isThere) {
      problems.add(new Problem(files.shown(settings.scripts()), 0, 0, "has no env.py"));
    }
    return isThere;
  }

  private static Optional<Path> configuration(Path folder) {
    return List.of("alembic.ini", "pyproject.toml").stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Optional<AlembicSettings> read(Path file, SourceFolder files) {
    return files
        .read(file)
        .map(AlembicSettings::values)
        .filter(values -> values.containsKey("script_location"))
        .map(values -> of(file, values));
  }

  private static AlembicSettings of(Path file, Map<String, String> values) {
    var here = file.resolveSibling(".").normalize();
    var scripts = path(here, values.getOrDefault("script_location", ""));
    var named = values.getOrDefault("version_locations", "");
    var locations =
        Arrays.stream(named.split(separator(values)))
            .map(String::strip)
            .filter(location -> !location.isEmpty())
            .map(location -> path(here, location))
            .toList();
    return new AlembicSettings(
        Optional.of(file),
        scripts,
        locations.isEmpty() ? List.of(scripts.resolve("versions")) : locations,
        values.getOrDefault("recursive_version_locations", "").equalsIgnoreCase("true"));
  }

  private static String separator(Map<String, String> values) {
    return switch (values.getOrDefault(
        "path_separator", values.getOrDefault("version_path_separator", ""))) {
      case "os" -> Pattern.quote(File.pathSeparator) + "|\n";
      case ":" -> ":|\n";
      case ";" -> ";|\n";
      default -> ",\\s*|\\s+";
    };
  }

  /// A path, or `package:folder`.
  private static Path path(Path here, String text) {
    var plain = text.replace("%(here)s", here.toString());
    var colon = plain.indexOf(':');
    return here.resolve(
            colon > 0
                ? plain.substring(0, colon).replace('.', '/') + "/" + plain.substring(colon + 1)
                : plain)
        .normalize();
  }

  /// The entries of the section `alembic`; indented lines go on with the one before, as do the
  /// items of a list.
  private static Map<String, String> values(SourceFile file) {
    var wanted = file.name().endsWith(".toml") ? "tool.alembic" : "alembic";
    var values = new TreeMap<String, String>();
    var section = "";
    var key = "";
    for (var line : file.lines()) {
      var text = line.strip();
      var header = SECTION.matcher(text);
      var entry = ENTRY.matcher(text);
      if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
        continue;
      }
      if (header.matches() && !text.contains("\"")) {
        section = header.group(1);
        key = "";
      } else if (section.equals(wanted) && entry.matches() && line.indexOf(text) == 0) {
        key = entry.group(1);
        values.put(key, plain(entry.group(2)));
      } else if (section.equals(wanted) && !key.isEmpty()) {
        values.merge(key, plain(text), (before, more) -> before + "\n" + more);
      }
    }
    return values;
  }

  private static String plain(String text) {
    return text.replaceAll("[\\[\\]\"']", "").replaceAll(",\\s*$", "").strip();
  }
}
