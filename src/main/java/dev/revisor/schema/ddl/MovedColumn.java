package dev.revisor.schema.ddl;

import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column that gets another place in its table and keeps its values: those of a table of a type
/// stand as the attributes do. Its property `moved` is the type that it had.
final class MovedColumn {
  private MovedColumn() {}

  static String moveAside(SchemaObject column) {
    return "-- revisor:allow rename-column it comes again\nALTER TABLE %s RENAME COLUMN %s TO %s"
        .formatted(column.id().qualified(), column.id().detail(), aside(column));
  }

  /// A change of type takes the values over: an UPDATE would run triggers. A default comes behind
  /// it: no row shall take a number of its sequence.
  static List<String> create(SchemaObject column, @Nullable SchemaObject value) {
    var table = "ALTER TABLE " + column.id().qualified();
    var nullable = new HashMap<String, @Nullable String>();
    nullable.put("notNull", null);
    var statements = new ArrayList<String>();
    statements.add(table + " ADD COLUMN " + ColumnDdl.definition(column.with(nullable), null));
    statements.add(values(column));
    statements.add(
        Enclosed.comment("revisor:allow drop-column its values are in %s", column.id().detail())
            + "\n%s DROP COLUMN %s".formatted(table, aside(column)));
    if (value != null) {
      statements.addAll(DefaultDdl.create(value));
    }
    if (column.is("notNull")) {
      statements.add(
          "-- revisor:allow set-not-null its values were so before\n"
              + ColumnDdl.alter(column)
              + "SET NOT NULL");
    }
    statements.addAll(ColumnDdl.afterwards(column));
    return statements;
  }

  private static String values(SchemaObject column) {
    var type = column.get("type", "");
    return "-- rewrites the table: a new column comes last, and that of a type has its place\n"
        + ColumnDdl.alter(column)
        + "TYPE %s%s USING %s%s"
            .formatted(
                type,
                column.is("collation") ? " COLLATE " + column.get("collation") : "",
                aside(column),
                type.equals(column.get("moved")) ? "" : "::" + type);
  }

  private static String aside(SchemaObject column) {
    var plain = column.id().detail().replace("\"", "");
    return "\"" + plain.substring(0, Math.min(50, plain.length())) + "__old\"";
  }
}
