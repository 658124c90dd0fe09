package dev.revisor.cli;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.Connections;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.environment.EnvironmentDirectory;
import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.engine.environment.TableName;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.AppliedState;
import dev.revisor.plan.World;
import dev.revisor.script.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One command's run: its options, its surroundings, its console, and the directory it works on.
final class Session {
  private final GlobalOptions options;
  private final Surroundings surroundings;
  private final Console console;
  private @Nullable EnvironmentDirectory directory;
  private @Nullable DatabaseAccess database;

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
    if (directory == null) {
      directory = openDirectory();
    }
    return directory;
  }

  private EnvironmentDirectory openDirectory() {
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
          throw listing(Reason.InvalidConfiguration, "the configuration", problems);
    };
  }

  /// As `directory`; where there is none, one that has nothing but defaults. For commands that ask
  /// the database alone.
  EnvironmentDirectory directoryOrDefaults() {
    try {
      return directory();
    } catch (Failure failure) {
      if (failure.reason() == Reason.NoScripts && options.config == null) {
        return EnvironmentDirectory.withoutFiles(directoryPath());
      }
      throw failure;
    }
  }

  /// Opens the directory and reads the heads of its revisions.
  RevisionDirectory revisions() {
    var directory = directory();
    return switch (RevisionDirectory.load(directory)) {
      case RevisionDirectory.Result.Loaded(var revisions) -> revisions;
      case RevisionDirectory.Result.InvalidFiles(var problems) ->
          throw listing(Reason.InvalidScript, "the directory " + directory.path(), problems);
      case RevisionDirectory.Result.BrokenGraph(var problems) ->
          throw listing(Reason.BrokenGraph, "the directory " + directory.path(), problems);
    };
  }

  /// As `revisions`; none where there is no directory, or something is wrong with it. For commands
  /// that ask the database alone.
  Optional<RevisionDirectory> readableRevisions() {
    try {
      return Optional.of(revisions());
    } catch (Failure _) {
      return Optional.empty();
    }
  }

  /// As `revisions`, after making the version locations that are not there: version control does
  /// not keep empty folders.
  RevisionDirectory revisionsToWriteTo() {
    for (var location : directory().versionLocations()) {
      try {
        Files.createDirectories(location);
      } catch (IOException e) {
        throw Failure.of(
            Reason.InvalidConfiguration, "cannot make the folder " + location + ": " + e);
      }
    }
    return revisions();
  }

  /// The directory by itself.
  World directoryWorld(RevisionDirectory revisions) {
    return world(revisions, AppliedState.empty());
  }

  /// The directory and the database together; the database is only read. Says which files are no
  /// longer what was applied.
  World databaseWorld(RevisionDirectory revisions) {
    var state = database(revisions.environment()).read();
    ChangedFiles.warn(console, new ScriptFiles(revisions), state);
    return world(revisions, state.appliedState());
  }

  /// The database that the options, the variables or the configuration name. What they name is read
  /// once: a password may come through a pipe.
  DatabaseAccess database(EnvironmentDirectory directory) {
    if (database == null) {
      var settings = new DatabaseChoice(options, surroundings, directory).settings();
      database = new DatabaseAccess(settings, versionTable(directory));
      tellOf(settings);
    }
    return database;
  }

  /// With `-v`, before it is asked.
  private void tellOf(ConnectionSettings settings) {
    if (!console.verbose()) {
      return;
    }
    if (console.json()) {
      console.event("Database", json -> json.text("database", settings.toString()));
    } else {
      console.note("Database " + settings);
    }
  }

  /// Connections to it, the first of which is being opened while the revisions are read. What is
  /// wrong with the settings is told by [#database], after what is wrong with the directory.
  Optional<Connections> connections(EnvironmentDirectory directory) {
    try {
      return Optional.of(Connections.ahead(database(directory).settings()));
    } catch (Failure | RevisorException _) {
      return Optional.empty();
    }
  }

  VersionTable versionTable(EnvironmentDirectory directory) {
    var option = options.versionTable;
    if (option == null) {
      return VersionTable.parse(directory.configuration().run().versionTable());
    }
    return TableName.parse(option)
        .map(VersionTable::parse)
        .orElseThrow(
            () ->
                Failure.usage(
                    "--version-table must be " + TableName.FORM + ", was '" + option + "'"));
  }

  /// The values of `-x NAME=VALUE`; the last of a name counts.
  Variables variables() {
    var values = new TreeMap<String, String>();
    for (var text : options.parameters) {
      var equals = text.indexOf('=');
      if (equals < 0 || !Variables.isName(text.substring(0, equals))) {
        throw Failure.usage(
            "-x takes NAME=VALUE with a name of letters, digits and _, was '"
                + (equals < 0 ? text : text.substring(0, equals) + "=…")
                + "'");
      }
      values.put(text.substring(0, equals), text.substring(equals + 1));
    }
    return Variables.of(values);
  }

  static World world(RevisionDirectory revisions, AppliedState state) {
    return switch (World.join(revisions.graph(), state)) {
      case World.Joined.Ok(var world) -> world;
      case World.Joined.Refused(var refusal) -> throw Failure.of(refusal);
    };
  }

  private static Failure listing(Reason reason, String what, List<Problem> problems) {
    var count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
    return Failure.of(reason, what + " has " + count, problems);
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
