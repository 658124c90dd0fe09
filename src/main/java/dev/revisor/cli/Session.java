package dev.revisor.cli;

import dev.revisor.engine.environment.EnvironmentDirectory;
import java.nio.file.Files;
import java.nio.file.Path;

/// One command's run: its options, its surroundings, its console, and the directory it works on.
final class Session {
  private final GlobalOptions options;
  private final Surroundings surroundings;
  private final Console console;

  Session(GlobalOptions options, Surroundings surroundings, Console console) {
    this.options = options;
    this.surroundings = surroundings;
    this.console = console;
  }

  GlobalOptions options() {
    return options;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Console console() {
    return console;
  }

  /// Opens the environment directory that the options, the variables or the current directory name.
  EnvironmentDirectory directory() {
    var path = directoryPath();
    var opened =
        options.config == null
            ? EnvironmentDirectory.open(path)
            : EnvironmentDirectory.open(path, surroundings.resolve(options.config));
    return switch (opened) {
      case EnvironmentDirectory.Opened.Found(var directory) -> directory;
      case EnvironmentDirectory.Opened.Missing(_, var message) ->
          throw new Failure(Reason.NoScripts, ExitCode.USER, message)
              .withHint("make one with 'revisor init', or name one with -d DIR");
      case EnvironmentDirectory.Opened.Invalid(var problems) ->
          throw Failure.of(Reason.InvalidConfiguration, "the configuration is not valid", problems);
    };
  }

  /// `-d`, else the folder of `-c`, else `REVISOR_DIR`, else `.` if it has a `revisor.yaml`, else
  /// `./migrations`.
  private Path directoryPath() {
    if (options.directory != null) {
      return surroundings.resolve(options.directory);
    }
    if (options.config != null) {
      return surroundings.resolve(options.config).resolveSibling(".").normalize();
    }
    var variable = surroundings.variable("REVISOR_DIR");
    if (variable.isPresent()) {
      return surroundings.resolve(variable.get());
    }
    var here = surroundings.resolve("");
    return Files.exists(here.resolve(EnvironmentDirectory.CONFIGURATION_FILE))
        ? here
        : here.resolve("migrations");
  }

  /// A path as the user would write it: relative to the working directory where it lies inside.
  String shown(Path path) {
    var here = surroundings.workingDirectory();
    return path.startsWith(here) && !path.equals(here)
        ? here.relativize(path).toString()
        : path.toString();
  }
}
