package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tables of a composite type: their columns are its attributes, and change with it.
record TypedTables(Catalog from, Catalog to) {
  /// Whether there are tables of a type that stay so.
  boolean isOf(ObjectId type) {
    return tables().anyMatch(table -> table.get("ofType", "").equals(type.qualified()));
  }

  private Stream<SchemaObject> tables() {
    return from.objects().values().stream()
        .filter(table -> table.id().kind() == Kind.TABLE && table.is("ofType"))
        .filter(
            table ->
                to.get(table.id()) instanceof SchemaObject after
                    && table.get("ofType", "").equals(after.get("ofType")));
  }

  /// Takes away what the type does for its tables.
  void follow(SortedMap<ObjectId, Fate> fates) {
    for (var table : tables().toList()) {
      for (var entry : List.copyOf(fates.entrySet())) {
        var id = entry.getKey();
        if (id.kind() == Kind.COLUMN && id.as(Kind.TABLE).equals(table.id())) {
          if (isDoneByTheType(entry.getValue())) {
            fates.remove(id);
          }
        }
      }
    }
  }

  private static boolean isDoneByTheType(Fate fate) {
    return switch (fate) {
      case Fate.Create(var column) -> bare(column).properties().isEmpty();
      case Fate.Drop _ -> true;
      case Fate.Alter(var before, var after, _) ->
          bare(before).equals(bare(after)) && !before.equals(after);
      default -> false;
    };
  }

  /// Without what comes from the type.
  private static SchemaObject bare(SchemaObject column) {
    Map<String, @Nullable String> values = new HashMap<>();
    values.put("type", null);
    values.put("collation", null);
    return new SchemaObject(column.id(), column.with(values).properties(), 0);
  }
}
