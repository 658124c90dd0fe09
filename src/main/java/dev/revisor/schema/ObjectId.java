package dev.revisor.schema;

import java.util.Comparator;

/// Which object: its kind and names. The names are SQL already, quoted where they must be, by the
/// server's `quote_ident`.
///
/// @param schema empty for what is in none; of a publication's member the publication
/// @param detail of a part its name in the whole; of routines and operators the argument types;
///   else empty
public record ObjectId(Kind kind, String schema, String name, String detail)
    implements Comparable<ObjectId> {
  private static final Comparator<ObjectId> ORDER =
      Comparator.comparing(ObjectId::kind)
          .thenComparing(ObjectId::schema)
          .thenComparing(ObjectId::name)
          .thenComparing(ObjectId::detail);

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
    return kind.label() + " " + path();
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
  public int compareTo(ObjectId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return described();
  }
}
