package dev.revisor.schema.ddl;

import dev.revisor.schema.SchemaObject;
import java.util.List;
import java.util.Objects;

/// Defaults and generation expressions.
final class DefaultDdl {
  private DefaultDdl() {}

  static String clause(SchemaObject value) {
    return value.is("generated")
        ? "GENERATED ALWAYS AS (%s) %s".formatted(value.get("expression"), value.get("generated"))
        : "DEFAULT " + value.get("expression");
  }

  /// Of a column that is there already. A generated column is made as a whole, if need be by its
  /// parent's.
  static List<String> create(SchemaObject value) {
    return value.is("generated")
        ? List.of()
        : List.of(alter(value) + "SET DEFAULT " + value.get("expression"));
  }

  static List<String> drop(SchemaObject value) {
    return List.of(alter(value) + (value.is("generated") ? "DROP EXPRESSION" : "DROP DEFAULT"));
  }

  /// A generated column's expression changes in place since PostgreSQL 17; before, and where a
  /// plain column becomes a generated one, the column is made again: its values follow from others.
  static Alteration alter(SchemaObject from, SchemaObject to, int serverVersion) {
    if (!Objects.equals(from.get("generated"), to.get("generated"))) {
      return from.is("generated")
              && !to.is("generated")
              && from.get("generated", "").equals("STORED")
          ? Alteration.inPlace(
              List.of(
                  alter(to) + "DROP EXPRESSION", alter(to) + "SET DEFAULT " + to.get("expression")))
          : new Alteration.Replace();
    }
    if (!to.is("generated")) {
      return Alteration.inPlace(create(to));
    }
    return serverVersion >= 17
        ? Alteration.inPlace(
            List.of(alter(to) + "SET EXPRESSION AS (" + to.get("expression") + ")"))
        : new Alteration.Replace();
  }

  private static String alter(SchemaObject value) {
    return "ALTER %s %s ALTER COLUMN %s "
        .formatted(
            value.is("ofView") ? "VIEW" : "TABLE", value.id().qualified(), value.id().detail());
  }
}
