package dev.revisor.schema.ddl;

import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Tables.
public final class TableDdl {
  private TableDdl() {}

  /// A new table with its columns and those constraints that are made with it.
  ///
  /// @param lines column definitions and constraints, in order
  public static List<String> create(SchemaObject table, List<String> lines) {
    var name = table.id().qualified();
    var text = new StringBuilder("CREATE ");
    text.append(table.is("unlogged") ? "UNLOGGED " : "").append(Names.word(table)).append(' ');
    text.append(name);
    if (table.is("partitionOf")) {
      text.append(" PARTITION OF ").append(table.get("partitionOf"));
      text.append(lines.isEmpty() ? "" : body(lines)).append(' ').append(table.get("bound"));
    } else if (table.is("ofType")) {
      text.append(" OF ").append(table.get("ofType")).append(lines.isEmpty() ? "" : body(lines));
    } else {
      text.append(body(lines));
      text.append(table.is("inherits") ? " INHERITS (" + table.get("inherits") + ")" : "");
    }
    text.append(table.is("partitionBy") ? " PARTITION BY " + table.get("partitionBy") : "");
    text.append(table.is("accessMethod") ? " USING " + table.get("accessMethod") : "");
    text.append(table.is("server") ? " SERVER " + table.get("server") : "");
    text.append(table.is("serverOptions") ? " OPTIONS (" + table.get("serverOptions") + ")" : "");
    text.append(OptionLists.with(table.get("options", "")));
    var statements = new ArrayList<String>();
    statements.add(text.toString());
    statements.addAll(rowSecurity(table, "", ""));
    statements.addAll(Attributes.create(table));
    return statements;
  }

  private static String body(List<String> lines) {
    return lines.isEmpty() ? " ()" : " (\n    " + String.join(",\n    ", lines) + "\n)";
  }

  static List<String> drop(SchemaObject table) {
    var note =
        table.is("server")
            ? ""
            : Enclosed.comment("data loss: all rows of %s go", table.id().path()) + "\n";
    return List.of(note + "DROP " + Names.word(table) + " " + table.id().qualified());
  }

  /// What names an index of the table: done once that is there.
  public static List<String> indexUse(SchemaObject from, SchemaObject to) {
    var delta = new Delta(from, to);
    var statements = new ArrayList<String>();
    var alter = "ALTER TABLE " + to.id().qualified();
    if (delta.changed("replicaIdentity")) {
      statements.add(alter + " REPLICA IDENTITY " + to.get("replicaIdentity", "DEFAULT"));
    }
    if (delta.changed("clusterOn")) {
      statements.add(
          alter
              + (to.is("clusterOn")
                  ? " CLUSTER ON " + to.get("clusterOn")
                  : " SET WITHOUT CLUSTER"));
    }
    return statements;
  }

  static Alteration alter(SchemaObject from, SchemaObject to) {
    var delta = new Delta(from, to);
    if (delta.changed("partitionBy") || delta.changed("server")) {
      return new Alteration.Replace();
    }
    var statements = new ArrayList<String>();
    var alter = "ALTER " + Names.word(to) + " " + to.id().qualified();
    if (delta.changed("unlogged")) {
      statements.add(alter + (to.is("unlogged") ? " SET UNLOGGED" : " SET LOGGED"));
    }
    if (delta.changed("accessMethod")) {
      statements.add(alter + " SET ACCESS METHOD " + to.get("accessMethod", "heap"));
    }
    statements.addAll(OptionLists.alter(alter, from.get("options", ""), to.get("options", "")));
    statements.addAll(
        OptionLists.alterServer(alter, from.get("serverOptions", ""), to.get("serverOptions", "")));
    statements.addAll(
        rowSecurity(to, from.get("rowSecurity", ""), from.get("forceRowSecurity", "")));
    statements.addAll(Attributes.alter(from, to));
    return Alteration.inPlace(statements);
  }

  /// What a table ceases to be: a partition, a child, one of a type. Goes before other changes.
  public static List<String> leave(SchemaObject from, SchemaObject to) {
    var delta = new Delta(from, to);
    var table = to.id().qualified();
    var statements = new ArrayList<String>();
    if ((delta.changed("partitionOf") || delta.changed("bound")) && from.is("partitionOf")) {
      statements.add(
          "ALTER TABLE %s DETACH PARTITION %s".formatted(from.get("partitionOf"), table));
    }
    var now = names(to.get("inherits", ""));
    names(from.get("inherits", "")).stream()
        .filter(parent -> !now.contains(parent))
        .forEach(parent -> statements.add("ALTER TABLE " + table + " NO INHERIT " + parent));
    if (delta.changed("ofType") && from.is("ofType")) {
      statements.add("ALTER TABLE " + table + " NOT OF");
    }
    return statements;
  }

  /// What a table becomes: a partition, a child, one of a type. Its columns fit by then.
  public static List<String> join(SchemaObject from, SchemaObject to) {
    var delta = new Delta(from, to);
    var table = to.id().qualified();
    var statements = new ArrayList<String>();
    if ((delta.changed("partitionOf") || delta.changed("bound")) && to.is("partitionOf")) {
      statements.add(
          "ALTER TABLE %s ATTACH PARTITION %s %s"
              .formatted(to.get("partitionOf"), table, to.get("bound")));
    }
    var old = names(from.get("inherits", ""));
    names(to.get("inherits", "")).stream()
        .filter(parent -> !old.contains(parent))
        .forEach(parent -> statements.add("ALTER TABLE " + table + " INHERIT " + parent));
    if (delta.changed("ofType") && to.is("ofType")) {
      statements.add("ALTER TABLE " + table + " OF " + to.get("ofType"));
    }
    return statements;
  }

  private static List<String> rowSecurity(SchemaObject table, String enabled, String forced) {
    var statements = new ArrayList<String>();
    var alter = "ALTER TABLE " + table.id().qualified();
    if (!table.get("rowSecurity", "").equals(enabled)) {
      statements.add(
          alter + (table.is("rowSecurity") ? " ENABLE" : " DISABLE") + " ROW LEVEL SECURITY");
    }
    if (!table.get("forceRowSecurity", "").equals(forced)) {
      statements.add(
          alter + (table.is("forceRowSecurity") ? " FORCE" : " NO FORCE") + " ROW LEVEL SECURITY");
    }
    return statements;
  }

  private static Set<String> names(String list) {
    return list.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(list.split(", ")));
  }
}
