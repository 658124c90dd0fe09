package dev.revisor.schema.ddl;

import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Indexes that belong to no constraint.
public final class IndexDdl {
  private static final String CASCADE_ALLOWED =
      "-- revisor:allow truncate-cascade keys of partitions that have its parts go with it\n";

  private IndexDdl() {}

  static List<Stage> create(SchemaObject index, Manner manner) {
    var concurrently = manner == Manner.ONLINE && !index.is("partitioned");
    var statements = new ArrayList<String>();
    statements.add(
        "CREATE %sINDEX %s%s %s"
            .formatted(
                index.is("unique") ? "UNIQUE " : "",
                concurrently ? "CONCURRENTLY " : "",
                index.id().name(),
                index.get("definition")));
    statements.addAll(statistics("", index));
    statements.addAll(Attributes.create(index));
    return List.of(concurrently ? Stage.concurrent(statements) : Stage.of(statements));
  }

  /// @param index with `cascade` where keys of partitions have its parts, which cannot go before
  static List<Stage> drop(SchemaObject index, Manner manner) {
    var concurrently = manner == Manner.ONLINE && !index.is("partitioned");
    var name = index.id().qualified();
    var drop =
        index.is("cascade")
            ? List.of(CASCADE_ALLOWED + "DROP INDEX " + name + " CASCADE")
            : List.of("DROP INDEX " + (concurrently ? "CONCURRENTLY " : "") + name);
    return List.of(concurrently ? Stage.concurrent(drop) : Stage.of(drop));
  }

  /// A partition's index becomes part of those of its table.
  public static List<String> attach(SchemaObject part, List<SchemaObject> wholes) {
    return wholes.stream()
        .map(
            whole ->
                "ALTER INDEX %s ATTACH PARTITION %s"
                    .formatted(whole.id().qualified(), part.id().qualified()))
        .toList();
  }

  static List<String> rename(SchemaObject from, SchemaObject to) {
    return List.of("ALTER INDEX %s RENAME TO %s".formatted(from.id().qualified(), to.id().name()));
  }

  static Alteration alter(SchemaObject from, SchemaObject to) {
    var delta = new Delta(from, to);
    if (delta.changedBesides("statistics")) {
      return new Alteration.Replace();
    }
    var statements = new ArrayList<String>(statistics(from.get("statistics", ""), to));
    statements.addAll(Attributes.alter(from, to));
    return Alteration.inPlace(statements);
  }

  private static List<String> statistics(String before, SchemaObject index) {
    var now = index.get("statistics", "");
    var statements = new ArrayList<String>();
    if (now.equals(before)) {
      return statements;
    }
    for (var entry : now.split(", ")) {
      var parts = entry.split(" ");
      if (parts.length == 2) {
        statements.add(column(index, parts[0], parts[1]));
      }
    }
    for (var entry : before.split(", ")) {
      var parts = entry.split(" ");
      if (parts.length == 2 && (", " + now).indexOf(", " + parts[0] + " ") < 0) {
        statements.add(column(index, parts[0], "-1"));
      }
    }
    return statements;
  }

  private static String column(SchemaObject index, String number, String target) {
    return "ALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s"
        .formatted(index.id().qualified(), number, target);
  }
}
