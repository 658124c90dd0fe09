package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import dev.revisor.schema.diff.Action.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Orders what takes a name behind what had it.
record Homonyms(Catalog from, Catalog to, SortedMap<ObjectId, Fate> fates, ActionGraph graph) {
  /// @param drops what drops an object
  /// @param builds what makes or alters one
  void draw(Function<ObjectId, List<Key>> drops, Function<ObjectId, List<Key>> builds) {
    names(drops, builds);
    partsOfPartitions(drops, builds);
    primaryKeys(drops, builds);
    overloads(drops, builds);
    extensions(drops, builds);
  }

  /// A name is free once its holder is gone.
  private void names(Function<ObjectId, List<Key>> drops, Function<ObjectId, List<Key>> builds) {
    var taken = new HashMap<String, List<ObjectId>>();
    fates.forEach(
        (id, fate) -> {
          if (fate instanceof Fate.Drop || fate instanceof Fate.Rebuild) {
            var name = sharedName(id, from.get(id));
            if (name != null) {
              taken.computeIfAbsent(name, _ -> new ArrayList<>()).add(id);
            }
          }
        });
    fates.forEach(
        (id, fate) -> {
          var name =
              fate.isMade() || fate instanceof Fate.Rename ? sharedName(id, to.get(id)) : null;
          for (var holder :
              name == null ? List.<ObjectId>of() : taken.getOrDefault(name, List.of())) {
            if (!holder.equals(id)) {
              for (var drop : drops.apply(holder)) {
                builds.apply(id).forEach(build -> graph.order(drop, build));
              }
            }
          }
        });
  }

  /// A partition that goes takes the names of its parts of its table's indexes and keys along.
  private void partsOfPartitions(
      Function<ObjectId, List<Key>> drops, Function<ObjectId, List<Key>> builds) {
    var going = new ArrayList<ObjectId>();
    fates.forEach(
        (id, fate) -> {
          if (fate.breaksDependents()
              && from.get(id) instanceof SchemaObject table
              && table.is("partitionOf")) {
            going.add(id);
          }
        });
    var indexes =
        from.objects().values().stream()
            .filter(object -> !going.isEmpty() && Indexes.isIndexed(object))
            .collect(Collectors.groupingBy(Indexes::table));
    var taken = new HashMap<String, ObjectId>();
    for (var partition : going) {
      for (var above : Inheritance.ancestors(from, partition)) {
        for (var index : indexes.getOrDefault(above, List.of())) {
          taken.put(
              partition.schema() + "." + PartitionKeys.name(index, partition.name()), partition);
        }
      }
    }
    fates.forEach(
        (id, fate) -> {
          var name = fate.isMade() && !taken.isEmpty() ? sharedName(id, to.get(id)) : null;
          var holder = name == null ? null : taken.get(name);
          if (holder != null) {
            graph.wish(drops.apply(holder), builds.apply(id));
          }
        });
  }

  /// A table has one primary key at a time; the index for another may be there before.
  private void primaryKeys(
      Function<ObjectId, List<Key>> drops, Function<ObjectId, List<Key>> builds) {
    var going = new HashMap<ObjectId, ObjectId>();
    fates.forEach(
        (id, fate) -> {
          if (fate.breaksDependents() && isPrimaryKey(from.get(id))) {
            going.put(id.as(Kind.TABLE), id);
          }
        });
    fates.forEach(
        (id, fate) -> {
          var other =
              fate.isMade() && isPrimaryKey(to.get(id)) ? going.get(id.as(Kind.TABLE)) : null;
          var makes = builds.apply(id);
          if (other != null && !other.equals(id) && !makes.isEmpty()) {
            drops.apply(other).forEach(drop -> graph.order(drop, makes.getLast()));
          }
        });
  }

  private static boolean isPrimaryKey(@Nullable SchemaObject object) {
    return object != null && object.get("type", "").equals("PRIMARY KEY");
  }

  /// Relations, types and indexes share their names in a schema; routines of the same argument
  /// types too.
  private static @Nullable String sharedName(ObjectId id, @Nullable SchemaObject object) {
    return switch (id.kind()) {
      case TABLE, VIEW, MATERIALIZED_VIEW, INDEX, SEQUENCE, COMPOSITE, ENUM, DOMAIN, RANGE ->
          id.qualified();
      case CONSTRAINT ->
          object == null || object.get("type", "").matches("CHECK|FOREIGN KEY")
              ? null
              : id.schema() + "." + id.detail();
      case ROUTINE, AGGREGATE ->
          object == null ? null : id.qualified() + "(" + object.get("argumentTypes", "") + ")";
      default -> null;
    };
  }

  /// A routine should be gone before another of its name comes: with both there, and a default for
  /// an argument, a call could mean either.
  private void overloads(
      Function<ObjectId, List<Key>> drops, Function<ObjectId, List<Key>> builds) {
    var going = new HashMap<String, List<ObjectId>>();
    for (var id : fates.keySet()) {
      if (id.kind() == Kind.ROUTINE && fates.get(id) instanceof Fate.Drop) {
        going.computeIfAbsent(id.qualified(), _ -> new ArrayList<>()).add(id);
      }
    }
    for (var id : fates.keySet()) {
      var others = id.kind() == Kind.ROUTINE ? going.get(id.qualified()) : null;
      for (var other : others == null ? List.<ObjectId>of() : others) {
        graph.wish(drops.apply(other), builds.apply(id));
      }
    }
  }

  /// What has the name of something that an extension brings should be gone before it, and come
  /// once it is gone.
  private void extensions(
      Function<ObjectId, List<Key>> drops, Function<ObjectId, List<Key>> builds) {
    for (var id : fates.keySet()) {
      if (id.kind() == Kind.EXTENSION && fates.get(id) instanceof Fate.Create) {
        brought(Fate.Drop.class).forEach(other -> graph.wish(drops.apply(other), builds.apply(id)));
      } else if (id.kind() == Kind.EXTENSION && fates.get(id) instanceof Fate.Drop) {
        brought(Fate.Create.class)
            .forEach(other -> graph.wish(drops.apply(id), builds.apply(other)));
      }
    }
  }

  private Stream<ObjectId> brought(Class<? extends Fate> fate) {
    return fates.keySet().stream()
        .filter(id -> isBrought(id.kind()) && fate.isInstance(fates.get(id)));
  }

  private static boolean isBrought(Kind kind) {
    return switch (kind) {
      case ROUTINE, AGGREGATE, OPERATOR, CAST, VIEW, MATERIALIZED_VIEW, TABLE, SEQUENCE -> true;
      default -> kind.isType();
    };
  }
}
