package dev.revisor.engine.environment;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An environment directory with its configuration.
///
/// @param path absolute and normalised; what the configuration names is relative to it
/// @param configurationFile the `revisor.yaml` that was read; empty when defaults rule
public record EnvironmentDirectory(
    Path path, Optional<Path> configurationFile, Configuration configuration) {
  /// The configuration's name in the directory.
  public static final String CONFIGURATION_FILE = "revisor.yaml";

  /// The template's name in the directory.
  public static final String TEMPLATE_FILE = "script.sql.tmpl";

  /// One that has nothing but defaults, for what needs no files.
  public static EnvironmentDirectory withoutFiles(Path path) {
    var directory = path.toAbsolutePath().normalize();
    return new EnvironmentDirectory(directory, Optional.empty(), Configuration.DEFAULTS);
  }

  /// What opening gave.
  public sealed interface Opened {
    record Found(EnvironmentDirectory directory) implements Opened {}

    /// There is no such directory, or nothing of an environment in it.
    record Missing(Path path, String message) implements Opened {}

    /// @param problems of the configuration, at least one
    record Invalid(List<Problem> problems) implements Opened {}
  }

  /// Opens the directory `path`, with the `revisor.yaml` in it if it has one.
  public static Opened open(Path path) {
    var directory = path.toAbsolutePath().normalize();
    var configurationFile = directory.resolve(CONFIGURATION_FILE);
    if (!Files.isDirectory(directory)) {
      return new Opened.Missing(directory, "no directory " + directory);
    }
    if (Files.exists(configurationFile)) {
      return read(directory, configurationFile);
    }
    if (!Files.isExecutable(directory)) {
      return new Opened.Invalid(List.of(new Problem(path.toString(), 0, 0, "permission denied")));
    }
    if (!Files.isDirectory(directory.resolve("versions"))) {
      return new Opened.Missing(
          directory, "no revisor.yaml and no versions folder in " + directory);
    }
    return new Opened.Found(
        new EnvironmentDirectory(directory, Optional.empty(), Configuration.DEFAULTS));
  }

  /// Opens `path` with a configuration file that may lie elsewhere, and must be there.
  public static Opened open(Path path, Path configurationFile) {
    var directory = path.toAbsolutePath().normalize();
    if (!Files.isDirectory(directory)) {
      return new Opened.Missing(directory, "no directory " + directory);
    }
    return Files.exists(configurationFile)
        ? read(directory, configurationFile)
        : new Opened.Missing(directory, "no configuration file " + configurationFile);
  }

  private static Opened read(Path directory, Path file) {
    var name = Paths.shown(directory, file);
    try {
      return switch (ConfigurationReader.read(Files.readString(file), name)) {
        case ConfigurationReader.Result.Valid(var configuration) ->
            new Opened.Found(new EnvironmentDirectory(directory, Optional.of(file), configuration));
        case ConfigurationReader.Result.Invalid(var problems) -> new Opened.Invalid(problems);
      };
    } catch (CharacterCodingException _) {
      return new Opened.Invalid(List.of(Utf8.problem(file, name)));
    } catch (IOException e) {
      return new Opened.Invalid(List.of(new Problem(name, 0, 0, Paths.reason(e))));
    }
  }

  /// The version locations, absolute and normalised, in the configured order.
  public List<Path> versionLocations() {
    return configuration.files().versionLocations().stream()
        .map(location -> path.resolve(location).normalize())
        .toList();
  }

  /// The path as messages show it: relative to the directory where it lies inside.
  public String shown(Path file) {
    return Paths.shown(path, file);
  }
}
