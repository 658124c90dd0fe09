package dev.revisor.engine.environment;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The form of a table's name in the configuration and on the command line: `schema.table` or
/// `table`, without quotes, letters as they are.
public final class TableName {
  /// What a message says is allowed.
  public static final String FORM = "a table's name such as revisor.version, without quotes";

  /// PostgreSQL cuts longer identifiers (NAMEDATALEN - 1 bytes).
  private static final int MAX_BYTES = 63;

  private TableName() {}

  /// `text` if it has the form.
  public static Optional<String> parse(String text) {
    var parts = text.split("\\.", -1);
    if (parts.length > 2) {
      return Optional.empty();
    }
    for (var part : parts) {
      var bytes = part.getBytes(StandardCharsets.UTF_8).length;
      if (bytes == 0 || bytes > MAX_BYTES || !part.equals(part.strip()) || !isPlain(part)) {
        return Optional.empty();
      }
    }
    return Optional.of(text);
  }

  private static boolean isPlain(String part) {
    return part.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\'' || c == 127);
  }
}
