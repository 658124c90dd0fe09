package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import dev.revisor.schema.diff.Action.Key;
import dev.revisor.schema.diff.Action.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Orders what happens to partitions, children and typed tables: a table fits before it joins, and
/// the room of a partition is free before another takes it.
record Families(Catalog from, Catalog to, SortedMap<ObjectId, Fate> fates, ActionGraph graph) {
  /// @param drops what drops an object
  /// @param builds what makes or alters one
  void draw(Function<ObjectId, List<Key>> drops, Function<ObjectId, List<Key>> builds) {
    var leaving = new ArrayList<Key>();
    var joining = new ArrayList<Key>();
    var enums = new ArrayList<Key>();
    var leavingOf = leavingOf();
    for (var id : fates.keySet()) {
      if (id.kind() == Kind.ENUM) {
        enums.addAll(builds.apply(id));
      }
      if (id.kind() == Kind.TABLE) {
        leaving.add(new Key(Phase.MAKE_WAY, id, 0));
        if (isPartition(from.get(id))) {
          leaving.addAll(drops.apply(id));
        }
        joining.add(new Key(Phase.JOIN, id, 0));
        if (isPartition(to.get(id)) && fates.get(id) instanceof Fate.Create) {
          joining.addAll(builds.apply(id));
        }
        parents(id, drops, builds);
      }
      fit(id, leavingOf, drops, builds);
      if (to.get(id) instanceof SchemaObject after && after.is("beside")) {
        beside(after, drops, builds);
      }
      if (id.kind() == Kind.CONSTRAINT || id.kind() == Kind.COLUMN) {
        ofOneName(id, drops, builds);
      }
      if (id.kind() == Kind.DEFAULT) {
        withoutDefault(id, drops.apply(id), builds);
      }
    }
    persistence();
    new Indexes(from, to, fates, graph).draw(drops, builds);
    // most tables neither leave nor join, and few databases have many that do
    leaving.removeIf(key -> !graph.has(key));
    joining.removeIf(key -> !graph.has(key));
    for (var then : joining) {
      leaving.forEach(first -> graph.wish(first, then));
      enums.forEach(first -> graph.wish(first, then));
    }
  }

  /// What parts partitions from a table, by its name.
  private Map<String, List<Key>> leavingOf() {
    var keys = new HashMap<String, List<Key>>();
    for (var id : fates.keySet()) {
      if (id.kind() == Kind.TABLE && from.get(id) instanceof SchemaObject table) {
        keys.computeIfAbsent(table.get("partitionOf", ""), _ -> new ArrayList<>())
            .add(new Key(Phase.MAKE_WAY, id, 0));
      }
    }
    return keys;
  }

  /// A table that is logged refers to such ones only.
  private void persistence() {
    for (var key : to.objects().values()) {
      if (key.id().kind() == Kind.CONSTRAINT && key.is("references")) {
        var table = key.id().as(Kind.TABLE);
        var target = Inheritance.table(key.get("references", ""));
        var becomesUnlogged = to.get(table) instanceof SchemaObject after && after.is("unlogged");
        var first = new Key(Phase.ALTER, becomesUnlogged ? table : target, 0);
        graph.wish(first, new Key(Phase.ALTER, becomesUnlogged ? target : table, 0));
      }
    }
  }

  /// A table's parts are as they shall be before it joins; a column that goes with its parent's
  /// waits until the table has left.
  private void fit(
      ObjectId id,
      Map<String, List<Key>> leavingOf,
      Function<ObjectId, List<Key>> drops,
      Function<ObjectId, List<Key>> builds) {
    var table = table(id);
    if (table == null) {
      return;
    }
    if (id.kind() == Kind.INDEX || id.kind() == Kind.CONSTRAINT) {
      // before, the table's own would go along with its parent's
      for (var drop : drops.apply(id)) {
        graph.wish(new Key(Phase.MAKE_WAY, table, 0), drop);
        leavingOf.getOrDefault(table.qualified(), List.of()).forEach(key -> graph.wish(key, drop));
      }
    }
    var join = new Key(Phase.JOIN, table, 0);
    drops.apply(id).forEach(first -> graph.wish(first, join));
    if (id.kind() == Kind.COLUMN || id.kind() == Kind.CONSTRAINT && !comesLater(to.get(id))) {
      builds.apply(id).forEach(first -> graph.wish(first, join));
    }
  }

  /// A table joins parents whose columns are as they shall be.
  private void parents(
      ObjectId table, Function<ObjectId, List<Key>> drops, Function<ObjectId, List<Key>> builds) {
    var join = new Key(Phase.JOIN, table, 0);
    for (var above : graph.has(join) ? Inheritance.ancestors(to, table) : List.<ObjectId>of()) {
      for (var catalog : List.of(from, to)) {
        for (var column : catalog.parts(Kind.COLUMN, above)) {
          var fate = fates.get(column.id());
          drops.apply(column.id()).forEach(first -> graph.wish(first, join));
          if (fate != null && fate.reshapes()) {
            graph.wish(new Key(Phase.ALTER, column.id(), 0), join);
          } else if (fate != null && fate.isMade()) {
            builds.apply(column.id()).forEach(first -> graph.wish(first, join));
          }
        }
      }
    }
  }

  private static boolean comesLater(@Nullable SchemaObject constraint) {
    return constraint != null && (Indexes.isPart(constraint) || constraint.is("beside"));
  }

  /// A partition's own index or key that one of its table would take on: it goes before the
  /// partition comes, and is made again afterwards.
  private void beside(
      SchemaObject own, Function<ObjectId, List<Key>> drops, Function<ObjectId, List<Key>> builds) {
    var tables = new ArrayList<>(List.of(Indexes.table(own)));
    tables.addAll(Inheritance.ancestors(to, tables.getFirst()));
    for (var table : tables) {
      var join = List.of(new Key(Phase.JOIN, table, 0));
      graph.wish(drops.apply(own.id()), join);
      graph.wish(join, builds.apply(own.id()));
    }
  }

  /// A table's own column or constraint goes, with the table or alone, before its parent gets one
  /// of that name, which it would be merged with, and comes once the parent's is gone.
  private void ofOneName(
      ObjectId own, Function<ObjectId, List<Key>> drops, Function<ObjectId, List<Key>> builds) {
    var tables = new LinkedHashSet<>(Inheritance.ancestors(to, own.as(Kind.TABLE)));
    tables.addAll(Inheritance.ancestors(from, own.as(Kind.TABLE)));
    for (var above : tables) {
      var theirs = new ObjectId(own.kind(), above.schema(), above.name(), own.detail());
      graph.wish(drops.apply(own), builds.apply(theirs));
      graph.wish(drops.apply(theirs), builds.apply(own));
    }
  }

  /// A default that a table shall not have from its parent goes once it has come; but how a column
  /// of its own is generated, before, and how its parent's was, once that one is gone.
  private void withoutDefault(ObjectId own, List<Key> drops, Function<ObjectId, List<Key>> builds) {
    graph.wish(builds.apply(own.as(Kind.TABLE)), drops);
    var isGenerated = from.get(own) instanceof SchemaObject before && before.is("generated");
    for (var above : Inheritance.ancestors(to, own.as(Kind.TABLE))) {
      for (var kind : List.of(Kind.DEFAULT, Kind.COLUMN)) {
        var theirs = new ObjectId(kind, above.schema(), above.name(), own.detail());
        if (isGenerated) {
          graph.wish(drops, builds.apply(theirs));
          drops.forEach(drop -> graph.wish(new Key(Phase.DROP, theirs, 0), drop));
        } else {
          graph.wish(builds.apply(theirs), drops);
        }
      }
    }
  }

  private @Nullable ObjectId table(ObjectId id) {
    if (id.kind() == Kind.INDEX) {
      var index = from.get(id);
      var name = index == null ? "" : index.get("table", "");
      return name.startsWith(id.schema() + ".")
          ? new ObjectId(Kind.TABLE, id.schema(), name.substring(id.schema().length() + 1))
          : null;
    }
    return id.kind().isPart() ? id.as(Kind.TABLE) : null;
  }

  private static boolean isPartition(@Nullable SchemaObject table) {
    return table != null && table.is("partitionOf");
  }
}
