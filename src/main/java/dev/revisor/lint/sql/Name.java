package dev.revisor.lint.sql;

import java.util.regex.Pattern;

/// The name of an object, as the server folds it.
///
/// @param schema empty where it is not said
/// @param local empty for no name at all
public record Name(String schema, String local) implements Comparable<Name> {
  /// No name.
  public static final Name NONE = new Name("", "");

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*|:.*");

  /// A name without a schema.
  public static Name of(String local) {
    return new Name("", local);
  }

  public boolean isEmpty() {
    return local.isEmpty();
  }

  /// Whether a schema is said.
  public boolean isQualified() {
    return !schema.isEmpty();
  }

  /// With this schema, where none is said.
  public Name in(String otherwise) {
    return isQualified() ? this : new Name(otherwise, local);
  }

  /// Another name in the same schema.
  public Name sibling(String name) {
    return new Name(schema, name);
  }

  /// An identifier as SQL: quoted where it must be.
  public static String quoted(String identifier) {
    return PLAIN.matcher(identifier).matches()
        ? identifier
        : '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public int compareTo(Name other) {
    var schemas = schema.compareTo(other.schema);
    return schemas != 0 ? schemas : local.compareTo(other.local);
  }

  /// As SQL.
  @Override
  public String toString() {
    return isQualified() ? quoted(schema) + "." + quoted(local) : quoted(local);
  }
}
