package dev.revisor.schema.ddl;

import java.util.ArrayList;
import java.util.List;

/// Identity columns and their sequences.
final class IdentityDdl {
  private IdentityDdl() {}

  static List<String> alter(Delta delta) {
    var column = delta.to();
    if (!delta.changed("identity") && !delta.changed("identityOptions")) {
      return List.of();
    }
    var alter = ColumnDdl.alter(column);
    if (!column.is("identity")) {
      return List.of(alter + "DROP IDENTITY");
    }
    var options = SequenceOptions.parse(column.get("identityOptions", ""));
    if (!delta.from().is("identity")) {
      var said = options.besidesDefaults(column.get("type", "bigint"));
      return List.of(
          alter
              + "ADD GENERATED %s AS IDENTITY%s"
                  .formatted(column.get("identity"), said.isEmpty() ? "" : " (" + said + ")"));
    }
    var before = SequenceOptions.parse(delta.from().get("identityOptions", ""));
    var clauses = new ArrayList<String>();
    if (delta.changed("identity")) {
      clauses.add("SET GENERATED " + column.get("identity"));
    }
    options
        .since(before)
        .forEach(clause -> clauses.add(clause.equals("RESTART") ? clause : "SET " + clause));
    var sequence =
        "pg_catalog.pg_get_serial_sequence(%s, %s)::regclass"
            .formatted(
                Names.literal(column.id().qualified()),
                Names.literal(Names.unquoted(column.id().detail())));
    var statements =
        new ArrayList<>(options.moved(before, sequence, clause -> alter + "SET " + clause));
    statements.add(alter + String.join(" ", clauses));
    return statements;
  }
}
