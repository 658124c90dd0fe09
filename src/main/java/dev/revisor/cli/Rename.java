package dev.revisor.cli;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What `--rename old=new` says: `table=table`, or `table.column=column`, each with or without a
/// schema, and quoted as in SQL where it must be.
///
/// @param from dotted name, as it is now
/// @param to the last part of the new name
record Rename(List<String> from, String to) {
  private static final Pattern PART = Pattern.compile("\"(?:[^\"]|\"\")+\"|[^.\"=]+");
  private static final Pattern FORM =
      Pattern.compile(
          "((?:%1$s)(?:\\.(?:%1$s)){0,2})=((?:%1$s)(?:\\.(?:%1$s)){0,2})".formatted(PART));

  /// @throws Failure usage
  static Rename parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw Failure.usage(
          "--rename takes OLD=NEW with names of tables or of columns (table.column), was '"
              + text
              + "'");
    }
    return new Rename(parts(form.group(1)), parts(form.group(2)).getLast());
  }

  private static List<String> parts(String name) {
    return PART.matcher(name).results().map(found -> found.group()).toList();
  }

  /// The new name to the old one.
  Rename reversed() {
    var parts = new ArrayList<>(from);
    var old = parts.removeLast();
    parts.add(to);
    return new Rename(parts, old);
  }

  /// @param catalog tells whether the name before the last dot is a schema or a table
  String sql(Catalog catalog) {
    if (from.size() == 3) {
      return column(from.get(0) + "." + from.get(1), from.get(2));
    }
    if (from.size() == 2) {
      return isTable(catalog, "public", from.get(0))
          ? column("public." + from.get(0), from.get(1))
          : table(from.get(0) + "." + from.get(1));
    }
    return table("public." + from.getFirst());
  }

  private static boolean isTable(Catalog catalog, String schema, String name) {
    return catalog.objects().values().stream()
        .map(SchemaObject::id)
        .anyMatch(new ObjectId(Kind.TABLE, schema, name)::equals);
  }

  private String table(String name) {
    return "ALTER TABLE " + name + " RENAME TO " + to;
  }

  private String column(String table, String column) {
    return "ALTER TABLE " + table + " RENAME COLUMN " + column + " TO " + to;
  }
}
