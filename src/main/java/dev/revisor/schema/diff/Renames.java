package dev.revisor.schema.diff;

import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Constraints and indexes that only have another name.
final class Renames {
  private Renames() {}

  /// Joins a drop and a create of the same definition on the same table to a rename.
  static void find(SortedMap<ObjectId, Fate> fates) {
    var dropped = new HashMap<Object, SchemaObject>();
    for (var fate : fates.values()) {
      if (fate instanceof Fate.Drop(var object) && isNamed(object)) {
        dropped.putIfAbsent(key(object), object);
      }
    }
    for (var entry : List.copyOf(fates.entrySet())) {
      if (entry.getValue() instanceof Fate.Create(var object) && isNamed(object)) {
        var before = dropped.remove(key(object));
        if (before != null) {
          fates.remove(before.id());
          fates.put(object.id(), new Fate.Rename(before, object));
        }
      }
    }
  }

  private static boolean isNamed(SchemaObject object) {
    return object.id().kind() == Kind.CONSTRAINT || object.id().kind() == Kind.INDEX;
  }

  private static Object key(SchemaObject object) {
    var properties = new TreeMap<>(object.properties());
    var id = object.id();
    var table = id.kind() == Kind.INDEX ? object.get("table", "") : id.qualified();
    return List.of(id.kind(), table, properties);
  }
}
