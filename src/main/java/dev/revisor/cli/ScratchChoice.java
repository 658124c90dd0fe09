package dev.revisor.cli;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.database.LibpqSurroundings;
import dev.revisor.engine.environment.EnvironmentDirectory;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.scratch.ScratchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where scratch databases are made: as `scratch` in `revisor.yaml` says.
record ScratchChoice(Session session, EnvironmentDirectory directory) {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  /// @throws Failure ScratchUnavailable when there is no way
  ScratchServer open() {
    var configured = directory.configuration().schema().scratch();
    return switch (configured) {
      case "same-server" -> ScratchServer.beside(session.database(directory).settings());
      case "embedded" -> embedded();
      case "auto" -> named().map(ScratchServer::beside).orElseGet(this::embedded);
      default -> given(server(configured));
    };
  }

  /// The database that the command names, if it names one.
  private Optional<ConnectionSettings> named() {
    try {
      return Optional.of(session.database(directory).settings());
    } catch (Failure failure) {
      if (failure.exitCode() == ExitCode.USAGE
          && session.options().url == null
          && session.options().environment == null) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /// A server of its own, unless it is the database's, where others have to be spared.
  private ScratchServer given(ConnectionSettings server) {
    return named().filter(database -> database.hosts().equals(server.hosts())).isPresent()
        ? ScratchServer.beside(server)
        : ScratchServer.given(server);
  }

  ConnectionSettings server(String url) {
    var variables = session.surroundings().variables();
    var libpq =
        new LibpqSurroundings(
            variables,
            Path.of(variables.getOrDefault("HOME", "/")),
            variables.getOrDefault("USER", "postgres"));
    return ConnectionSettings.of(libpq.complete(DatabaseUrl.parse(url)));
  }

  private ScratchServer embedded() {
    return programs()
        .map(ScratchServer::embedded)
        .orElseThrow(
            () ->
                Failure.of(
                        Reason.ScratchUnavailable,
                        "no database is named and no PostgreSQL programs were found to start one")
                    .withHint(
                        "name a database with --url or --env, set 'scratch' in revisor.yaml to a"
                            + " URL, or set REVISOR_POSTGRES to a folder with initdb, pg_ctl and"
                            + " postgres"));
  }

  /// `REVISOR_POSTGRES`, else those on the path, else the newest that Debian's packages or the
  /// development scripts installed.
  private Optional<Path> programs() {
    var candidates = new ArrayList<Path>();
    session.surroundings().variable("REVISOR_POSTGRES").map(Path::of).ifPresent(candidates::add);
    for (var folder : session.surroundings().variables().getOrDefault("PATH", "").split(":")) {
      candidates.add(Path.of(folder));
    }
    candidates.addAll(versions(INSTALLED));
    candidates.addAll(versions(cached()));
    return candidates.stream()
        .flatMap(folder -> List.of(folder, folder.resolve("bin")).stream())
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .findFirst();
  }

  /// Where the development scripts unpack PostgreSQL.
  private Path cached() {
    var variables = session.surroundings().variables();
    var cache =
        variables.getOrDefault("XDG_CACHE_HOME", variables.getOrDefault("HOME", "") + "/.cache");
    return Path.of(cache, "revisor", "postgres");
  }

  private static List<Path> versions(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var versions = Files.list(folder)) {
      return versions.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException _) {
      return List.of();
    }
  }
}
