package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Dependency;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import dev.revisor.schema.diff.Action.Key;
import dev.revisor.schema.diff.Action.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Orders what happens to indexes, and to the keys that have one, on partitioned tables and on
/// their partitions ("Table Partitioning" in the manual). An index of a partitioned table takes on
/// those of its partitions that are like it, and makes the others.
record Indexes(Catalog from, Catalog to, SortedMap<ObjectId, Fate> fates, ActionGraph graph) {
  /// @param drops what drops an object
  /// @param builds what makes or alters one
  void draw(Function<ObjectId, List<Key>> drops, Function<ObjectId, List<Key>> builds) {
    var joins = joins();
    var droppedOn = onTables(from);
    var builtOn = onTables(to);
    for (var id : fates.keySet()) {
      if (to.get(id) instanceof SchemaObject after && isIndexed(after)) {
        var table = table(after);
        if (isLacking(after)) {
          graph.wish(joins.getOrDefault(table, List.of()), builds.apply(id));
        }
        for (var above : isPart(after) ? List.<ObjectId>of() : Inheritance.ancestors(to, table)) {
          // the names of its parts are in use before
          for (var whole : droppedOn.getOrDefault(above, List.of())) {
            graph.wish(drops.apply(whole.id()), builds.apply(id));
          }
        }
      }
      if (to.get(id) instanceof SchemaObject after && canBeOfPartition(after)) {
        for (var above : Inheritance.ancestors(to, table(after))) {
          for (var whole : builtOn.getOrDefault(above, List.of())) {
            beside(after, whole, builds);
          }
        }
      }
      if (from.get(id) instanceof SchemaObject before && isIndexed(before)) {
        for (var above : Inheritance.ancestors(from, table(before))) {
          for (var whole : builtOn.getOrDefault(above, List.of())) {
            graph.wish(drops.apply(id), builds.apply(whole.id()));
          }
        }
      }
    }
  }

  private static boolean canBeOfPartition(SchemaObject object) {
    return (object.id().kind() == Kind.INDEX || object.id().kind() == Kind.CONSTRAINT)
        && !isPart(object);
  }

  /// An index that comes to all partitions takes nothing on once it is there, so it comes before
  /// those of their own; and after those whose names its parts would have.
  private void beside(SchemaObject own, SchemaObject whole, Function<ObjectId, List<Key>> builds) {
    var name = own.id().kind() == Kind.INDEX ? own.id().name() : own.id().detail();
    var part = PartitionKeys.name(whole, table(own).name());
    if (part != null
        && name.replaceAll("\\d+(?=\"?$)", "").equals(part)
        && !Lookalikes.isTaken(own, whole)) {
      graph.wish(builds.apply(own.id()), builds.apply(whole.id()));
    } else if (isIndexed(own)) {
      graph.wish(builds.apply(whole.id()), builds.apply(own.id()));
    }
  }

  /// A partition's key or index that is part of an index of the table cannot go alone: that index
  /// is made again.
  static void follow(Catalog from, Catalog to, SortedMap<ObjectId, Fate> fates) {
    for (var fate : List.copyOf(fates.values())) {
      var key =
          switch (fate) {
            case Fate.Drop(var before) -> before;
            case Fate.Rebuild(var before, _) -> before;
            default -> null;
          };
      if (key != null
          && whole(from, key) instanceof SchemaObject before
          && to.get(before.id()) instanceof SchemaObject after) {
        fates.putIfAbsent(before.id(), new Fate.Rebuild(before, after));
      }
      for (var needed : key == null ? List.<Dependency>of() : from.dependenciesOf(key.id())) {
        if (needed.dependent().kind() == Kind.INDEX
            && needed.on().kind() == Kind.INDEX
            && from.get(needed.on()) instanceof SchemaObject before
            && to.get(needed.on()) instanceof SchemaObject after) {
          fates.putIfAbsent(before.id(), new Fate.Rebuild(before, after));
        }
      }
    }
    new Lookalikes(from, to).spare(fates);
  }

  /// Whether an index goes together with keys of partitions.
  static boolean hasKeys(Catalog catalog, ObjectId index) {
    return catalog.objects().values().stream()
        .anyMatch(object -> object.get("partOf", "").equals(index.qualified()));
  }

  /// The index that a partition's key is part of.
  static @Nullable SchemaObject whole(Catalog catalog, SchemaObject key) {
    if (!isPart(key)) {
      return null;
    }
    var named = Inheritance.table(key.get("partOf", ""));
    return catalog.get(new ObjectId(Kind.INDEX, named.schema(), named.name()));
  }

  /// Of a partition's index those that it is part of and that other partitions lack: one at most.
  static List<SchemaObject> lackingWholes(Catalog catalog, SchemaObject index) {
    return index.id().kind() != Kind.INDEX
        ? List.of()
        : catalog.dependenciesOf(index.id()).stream()
            .filter(each -> each.on().kind() == Kind.INDEX)
            .map(each -> catalog.get(each.on()))
            .filter(whole -> whole != null && isLacking(whole))
            .toList();
  }

  static boolean isPart(@Nullable SchemaObject key) {
    return key != null && key.is("partOf");
  }

  /// When the partitions of a table have come.
  private Map<ObjectId, List<Key>> joins() {
    var joins = new HashMap<ObjectId, List<Key>>();
    for (var id : fates.keySet()) {
      if (id.kind() == Kind.TABLE
          && to.get(id) instanceof SchemaObject after
          && after.is("partitionOf")) {
        var whole = Inheritance.table(after.get("partitionOf", ""));
        var keys = joins.computeIfAbsent(whole, _ -> new ArrayList<>());
        keys.add(new Key(Phase.CREATE, id, 0));
        keys.add(new Key(Phase.JOIN, id, 0));
      }
    }
    return joins;
  }

  /// The indexes and keys of a table that something happens to: those that all partitions have.
  private Map<ObjectId, List<SchemaObject>> onTables(Catalog catalog) {
    var found = new HashMap<ObjectId, List<SchemaObject>>();
    for (var id : fates.keySet()) {
      if (catalog.get(id) instanceof SchemaObject index && isIndexed(index) && !isLacking(index)) {
        found.computeIfAbsent(table(index), _ -> new ArrayList<>()).add(index);
      }
    }
    return found;
  }

  /// An index that not all partitions have.
  static boolean isLacking(SchemaObject index) {
    return index.is("only") || index.get("definition", "").startsWith("ON ONLY ");
  }

  static boolean isIndexed(SchemaObject object) {
    return object.id().kind() == Kind.INDEX
        || object.id().kind() == Kind.CONSTRAINT
            && !object.get("type", "").matches("CHECK|FOREIGN KEY");
  }

  /// Whether foreign keys may refer to its columns.
  static boolean isUnique(SchemaObject object) {
    return isIndexed(object) && (object.id().kind() == Kind.CONSTRAINT || object.is("unique"));
  }

  static ObjectId table(SchemaObject index) {
    return index.id().kind() == Kind.INDEX
        ? Inheritance.table(index.get("table", ""))
        : index.id().as(Kind.TABLE);
  }
}
