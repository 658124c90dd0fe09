package dev.revisor.schema.ddl;

import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Identity columns and their sequences.
final class IdentityDdl {
  private static final Pattern PERSISTENCE = Pattern.compile("(UN)?LOGGED$");
  private static final String ALONE =
      """
      BEGIN
          EXECUTE 'ALTER SEQUENCE ' || %s || ' SET %s';
      END""";
  private static final String AS_TABLE =
      """
      BEGIN
          EXECUTE 'ALTER SEQUENCE ' || %s || ' SET '
              || CASE (SELECT relpersistence FROM pg_catalog.pg_class WHERE oid = %s)
                      WHEN 'u' THEN 'UNLOGGED' ELSE 'LOGGED' END;
      END""";

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
    var persistence = persistence(delta.from(), column);
    var statements = new ArrayList<String>();
    if (!delta.from().is("identity")) {
      var said = options.besidesDefaults(column.get("type", "bigint"));
      statements.add(
          alter
              + "ADD GENERATED %s AS IDENTITY%s"
                  .formatted(column.get("identity"), said.isEmpty() ? "" : " (" + said + ")"));
      statements.addAll(persistence);
      return statements;
    }
    var before = SequenceOptions.parse(delta.from().get("identityOptions", ""));
    var clauses = new ArrayList<String>();
    if (delta.changed("identity")) {
      clauses.add("SET GENERATED " + column.get("identity"));
    }
    options
        .since(before)
        .forEach(clause -> clauses.add(clause.equals("RESTART") ? clause : "SET " + clause));
    statements.addAll(
        options.moved(before, sequence(column) + "::regclass", clause -> alter + "SET " + clause));
    if (!clauses.isEmpty()) {
      statements.add(alter + String.join(" ", clauses));
    }
    statements.addAll(persistence);
    return statements;
  }

  /// Of a new column, where its sequence is logged and its table is not, or the other way round.
  static List<String> persistence(SchemaObject column) {
    return persistence(new SchemaObject(column.id(), new TreeMap<>(), column.position()), column);
  }

  /// There is no clause for it, and the sequence has a name of the server's choice.
  private static List<String> persistence(SchemaObject from, SchemaObject to) {
    var wanted = ownPersistence(to);
    if (wanted.equals(ownPersistence(from))) {
      return List.of();
    }
    var table = Names.literal(to.id().qualified()) + "::regclass";
    return List.of(
        Enclosed.block(
            (wanted.isEmpty() ? AS_TABLE : ALONE)
                .formatted(sequence(to), wanted.isEmpty() ? table : wanted)));
  }

  private static String ownPersistence(SchemaObject column) {
    var found = PERSISTENCE.matcher(column.get("identityOptions", ""));
    return found.find() ? found.group() : "";
  }

  private static String sequence(SchemaObject column) {
    return "pg_catalog.pg_get_serial_sequence(%s, %s)"
        .formatted(
            Names.literal(column.id().qualified()),
            Names.literal(Names.unquoted(column.id().detail())));
  }
}
