package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Constraints, indexes and sequences of columns that only have another name. A sequence that was
/// made again would count from its start.
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

  /// What stands on something that goes does so too, whatever it is called afterwards.
  static void withoutGround(SortedMap<ObjectId, Fate> fates, Catalog from) {
    for (var fate : List.copyOf(fates.values())) {
      if (fate instanceof Fate.Rename(var before, var after)
          && (losesGround(before, fates, from) || losesColumn(after, fates))) {
        fates.put(before.id(), new Fate.Drop(before));
        fates.put(after.id(), new Fate.Create(after));
      }
    }
  }

  private static boolean losesGround(
      SchemaObject before, SortedMap<ObjectId, Fate> fates, Catalog from) {
    return !before.is("ownedBy")
        && from.dependenciesOf(before.id()).stream()
            .map(dependency -> fates.get(dependency.on()))
            .anyMatch(fate -> fate != null && fate.breaksDependents());
  }

  private static boolean losesColumn(SchemaObject sequence, SortedMap<ObjectId, Fate> fates) {
    return sequence.is("ownedBy")
        && fates.entrySet().stream()
            .anyMatch(
                entry ->
                    entry.getKey().kind() == Kind.COLUMN
                        && entry.getKey().path().equals(sequence.get("ownedBy"))
                        && entry.getValue().breaksDependents());
  }

  private static boolean isNamed(SchemaObject object) {
    return switch (object.id().kind()) {
      case CONSTRAINT, INDEX -> true;
      case SEQUENCE -> object.is("ownedBy");
      default -> false;
    };
  }

  private static Object key(SchemaObject object) {
    var properties = new TreeMap<>(object.properties());
    var id = object.id();
    var table =
        switch (id.kind()) {
          case INDEX -> object.get("table", "");
          case SEQUENCE -> id.schema();
          default -> id.qualified();
        };
    return List.of(id.kind(), table, properties);
  }
}
