package dev.revisor.engine.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// "The Connection Service File" of libpq: `PGSERVICEFILE` or `~/.pg_service.conf`, then
/// `pg_service.conf` in `PGSYSCONFDIR`. Sections in brackets, `keyword=value` without quotes, `#`
/// begins a comment line.
final class ServiceFile {
  private ServiceFile() {}

  /// What the service that `parameters` name says; nothing when they name none.
  static ConnectionParameters read(
      LibpqSurroundings surroundings, ConnectionParameters parameters) {
    var name = parameters.value(Keyword.SERVICE);
    if (name.isEmpty()) {
      return ConnectionParameters.none();
    }
    for (var file : files(surroundings, parameters)) {
      var found = find(file, name.get());
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw ConnectionParameters.refused("no service '" + name.get() + "' in a pg_service.conf");
  }

  private static List<Path> files(LibpqSurroundings surroundings, ConnectionParameters parameters) {
    var files = new ArrayList<Path>();
    files.add(
        parameters
            .value(Keyword.SERVICEFILE)
            .or(() -> Optional.ofNullable(surroundings.variables().get("PGSERVICEFILE")))
            .map(surroundings::path)
            .orElse(surroundings.home().resolve(".pg_service.conf")));
    var system = surroundings.variables().get("PGSYSCONFDIR");
    if (system != null) {
      files.add(Path.of(system).resolve("pg_service.conf"));
    }
    return files;
  }

  private static Optional<ConnectionParameters> find(Path file, String service) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return find(Files.readAllLines(file), file, service);
    } catch (IOException e) {
      throw ConnectionParameters.refused("cannot read " + file + ": " + e.getMessage());
    }
  }

  static Optional<ConnectionParameters> find(List<String> lines, Path file, String service) {
    var inside = false;
    var found = Optional.<ConnectionParameters>empty();
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        if (inside) {
          break;
        }
        inside = line.equals("[" + service + "]");
        found = inside ? Optional.of(ConnectionParameters.none()) : found;
      } else if (inside) {
        found = Optional.of(entry(found.orElseThrow(), line, file + ":" + (i + 1)));
      }
    }
    return found;
  }

  private static ConnectionParameters entry(
      ConnectionParameters parameters, String line, String where) {
    var equals = line.indexOf('=');
    if (equals < 0 || line.startsWith("service=")) {
      throw ConnectionParameters.refused(where + ": must have the form keyword=value");
    }
    var name = line.substring(0, equals).strip();
    var value = line.substring(equals + 1).strip();
    return Keyword.of(name).flatMap(parameters::value).isPresent()
        ? parameters
        : parameters.with(name, value);
  }
}
