package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Foreign keys among tables that are made, or dropped, together.
final class ForeignKeys {
  private ForeignKeys() {}

  /// Those that close a circle of tables, so that they must be made after the tables and dropped
  /// before them. A table's key to itself closes none. A partition goes with its table.
  static Set<ObjectId> inCircles(Collection<SchemaObject> objects) {
    var tables = new HashMap<String, String>();
    var keys = new ArrayList<SchemaObject>();
    for (var object : objects) {
      if (object.id().kind() == Kind.TABLE) {
        tables.put(object.id().qualified(), object.get("partitionOf", ""));
      } else if (object.id().kind() == Kind.CONSTRAINT && object.is("references")) {
        keys.add(object);
      }
    }
    var next = new HashMap<String, List<Step>>();
    for (var key : keys) {
      var target = key.get("references", "");
      if (tables.containsKey(key.id().qualified()) && tables.containsKey(target)) {
        next.computeIfAbsent(root(key.id().qualified(), tables), _ -> new ArrayList<>())
            .add(new Step(key.id(), root(target, tables)));
      }
    }
    return back(tables.keySet(), next);
  }

  /// A key, and the table that it leads to.
  private record Step(ObjectId key, String target) {}

  private static String root(String table, Map<String, String> parents) {
    var at = table;
    while (parents.containsKey(parents.getOrDefault(at, ""))) {
      at = parents.getOrDefault(at, "");
    }
    return at;
  }

  /// Whether keys refer to the table that one is a partition of: it must leave before it goes.
  static boolean reachPartition(Catalog catalog, SchemaObject object) {
    if (!object.is("partitionOf")) {
      return false;
    }
    var tables =
        Inheritance.ancestors(catalog, object.id()).stream().map(ObjectId::qualified).toList();
    return catalog.objects().values().stream()
        .anyMatch(key -> tables.contains(key.get("references", "")));
  }

  /// The keys that lead back to a table still open in a walk of the graph: without them there is no
  /// circle.
  private static Set<ObjectId> back(Set<String> tables, Map<String, List<Step>> next) {
    var found = new HashSet<ObjectId>();
    var done = new HashSet<String>();
    for (var start : tables.stream().sorted().toList()) {
      var path = new ArrayList<String>();
      var open = new ArrayList<List<Step>>();
      if (done.add(start)) {
        path.add(start);
        open.add(new ArrayList<>(next.getOrDefault(start, List.of())));
      }
      while (!path.isEmpty()) {
        var steps = open.getLast();
        if (steps.isEmpty()) {
          open.removeLast();
          path.removeLast();
          continue;
        }
        var step = steps.removeLast();
        var target = step.target();
        if (path.contains(target) && !target.equals(path.getLast())) {
          found.add(step.key());
        } else if (done.add(target)) {
          path.add(target);
          open.add(new ArrayList<>(next.getOrDefault(target, List.of())));
        }
      }
    }
    return found;
  }
}
