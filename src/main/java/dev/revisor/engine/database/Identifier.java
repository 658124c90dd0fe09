package dev.revisor.engine.database;

import java.nio.charset.StandardCharsets;

/// A name in the database, as the catalog has it: letters as they are, without quotes.
///
/// @param name 1 to 63 bytes of UTF-8 (NAMEDATALEN - 1), no NUL
public record Identifier(String name) {
  private static final int MAX_BYTES = 63;

  public Identifier {
    if (!isValid(name)) {
      throw new IllegalArgumentException(
          "a name in the database must have 1 to 63 bytes, was '" + name + "'");
    }
  }

  /// Whether a text can be a name.
  public static boolean isValid(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return bytes >= 1 && bytes <= MAX_BYTES && text.indexOf('\0') < 0;
  }

  /// In double quotes, always: never a keyword, never folded. See "Identifiers and Key Words" in
  /// the manual.
  public String quoted() {
    return quoted(name);
  }

  /// The same for a name of any length, which PostgreSQL cuts.
  public static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public String toString() {
    return name;
  }
}
