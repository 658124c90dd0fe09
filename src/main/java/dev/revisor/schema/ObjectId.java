package dev.revisor.schema;

import org.jspecify.annotations.Nullable;

/// Which object: its kind and names. The names are SQL already, quoted where they must be, by the
/// server's `quote_ident`.
///
/// @param schema empty for what is in none; of a publication's member the publication
/// @param detail of a part its name in the whole; of routines and operators the argument types;
///   else empty
public record ObjectId(Kind kind, String schema, String name, String detail)
    implements Comparable<ObjectId> {
  /// An object that its name alone tells.
  public ObjectId(Kind kind, String schema, String name) {
    this(kind, schema, name, "");
  }

  /// `schema.name`, as SQL.
  public String qualified() {
    return schema.isEmpty() ? name : schema + "." + name;
  }

  /// The same names for another kind: a column's default, a part's table.
  public ObjectId as(Kind other) {
    return new ObjectId(other, schema, name, other.isPart() ? detail : "");
  }

  /// For people: `column public.assets.note`.
  public String described() {
    return Printable.line(kind.label() + " " + path());
  }

  /// The dotted name: `public.assets.note`, `public.price(integer)`.
  public String path() {
    return switch (kind) {
      case ROUTINE, AGGREGATE, OPERATOR -> qualified() + "(" + detail + ")";
      case DEFAULT_PRIVILEGES -> detail + " of " + name + (schema.isEmpty() ? "" : " in " + schema);
      default -> detail.isEmpty() ? qualified() : qualified() + "." + detail;
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectId(var otherKind, var otherSchema, var otherName, var otherDetail)
        && kind == otherKind
        && name.equals(otherName)
        && detail.equals(otherDetail)
        && schema.equals(otherSchema);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * schema.hashCode() + name.hashCode()) + detail.hashCode())
        + kind.ordinal();
  }

  /// By kind and names. These three are written out, since every catalog is hashed and sorted by
  /// them, before the JVM has warmed up.
  @Override
  public int compareTo(ObjectId other) {
    if (kind != other.kind) {
      return kind.compareTo(other.kind);
    }
    var bySchema = schema.compareTo(other.schema);
    if (bySchema != 0) {
      return bySchema;
    }
    var byName = name.compareTo(other.name);
    return byName != 0 ? byName : detail.compareTo(other.detail);
  }

  @Override
  public String toString() {
    return described();
  }
}
