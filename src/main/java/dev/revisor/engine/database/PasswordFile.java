package dev.revisor.engine.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// "The Password File" of libpq: `hostname:port:database:username:password` a line; `*` matches
/// anything, a backslash makes `:` and `\` plain; the first line that fits counts. One that others
/// can read is passed over, as libpq does.
final class PasswordFile {
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private PasswordFile() {}

  /// The password for the first of the hosts that has one.
  static Optional<Password> find(LibpqSurroundings surroundings, ConnectionParameters parameters) {
    var file =
        parameters
            .value(Keyword.PASSFILE)
            .map(surroundings::path)
            .orElse(surroundings.home().resolve(".pgpass"));
    if (!Files.isRegularFile(file) || isOpenToOthers(file)) {
      return Optional.empty();
    }
    var user = parameters.value(Keyword.USER).orElse("");
    var database = parameters.value(Keyword.DBNAME).orElse(user);
    try {
      var lines = Files.readAllLines(file);
      return ConnectionSettings.hosts(parameters).stream()
          .flatMap(host -> find(lines, host, database, user).stream())
          .findFirst();
    } catch (IOException e) {
      throw ConnectionParameters.refused("cannot read " + file + ": " + e.getMessage());
    }
  }

  static Optional<Password> find(List<String> lines, Host host, String database, String user) {
    var wanted = List.of(host.name(), Integer.toString(host.port()), database, user);
    for (var line : lines) {
      var fields = line.startsWith("#") ? List.<Field>of() : fields(line);
      if (fields.size() > wanted.size() && fits(fields, wanted)) {
        return Optional.of(new Password(fields.get(wanted.size()).text()));
      }
    }
    return Optional.empty();
  }

  /// @param any whether it is a bare `*`
  private record Field(String text, boolean any) {}

  private static boolean fits(List<Field> fields, List<String> wanted) {
    for (var i = 0; i < wanted.size(); i++) {
      var field = fields.get(i);
      if (!field.any() && !field.text().equals(wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Up to five fields; what follows a fifth is passed over.
  private static List<Field> fields(String line) {
    var fields = new ArrayList<Field>();
    var text = new StringBuilder();
    var start = 0;
    for (var i = 0; i <= line.length(); i++) {
      if (i == line.length() || line.charAt(i) == ':') {
        fields.add(new Field(text.toString(), line.substring(start, i).equals("*")));
        text.setLength(0);
        start = i + 1;
      } else {
        if (line.charAt(i) == '\\' && i + 1 < line.length()) {
          i++;
        }
        text.append(line.charAt(i));
      }
    }
    return fields;
  }

  private static boolean isOpenToOthers(Path file) {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}
