package dev.revisor.engine.database;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;

/// The table of the version rows. Written `schema.table` without quotes, letters as they are; a
/// table alone is one of the schema `public`.
public record VersionTable(Identifier schema, Identifier table) {
  /// The one that is used when nothing else is said.
  public static final VersionTable DEFAULT = parse("revisor.version");

  /// @throws RevisorException InvalidConfiguration
  public static VersionTable parse(String text) {
    var parts = text.split("\\.", -1);
    try {
      return switch (parts.length) {
        case 1 -> new VersionTable(new Identifier("public"), new Identifier(text));
        case 2 -> new VersionTable(new Identifier(parts[0]), new Identifier(parts[1]));
        default -> throw refused(text);
      };
    } catch (IllegalArgumentException _) {
      throw refused(text);
    }
  }

  private static RevisorException refused(String text) {
    return RevisorException.of(
        Reason.InvalidConfiguration,
        "the version table must be schema.table or table, was '" + text + "'");
  }

  /// Both parts in double quotes, for a statement.
  public String quoted() {
    return schema.quoted() + "." + table.quoted();
  }

  /// As it is written in the configuration, and the key of its rows in the history.
  @Override
  public String toString() {
    return schema + "." + table;
  }
}
