package dev.revisor.schema.diff;

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
  /// before them. A table's key to itself closes none.
  static Set<ObjectId> inCircles(Collection<SchemaObject> objects) {
    var tables = new HashSet<String>();
    var keys = new ArrayList<SchemaObject>();
    for (var object : objects) {
      if (object.id().kind() == Kind.TABLE) {
        tables.add(object.id().qualified());
      } else if (object.id().kind() == Kind.CONSTRAINT && object.is("references")) {
        keys.add(object);
      }
    }
    var next = new HashMap<String, List<SchemaObject>>();
    for (var key : keys) {
      if (tables.contains(key.id().qualified()) && tables.contains(key.get("references", ""))) {
        next.computeIfAbsent(key.id().qualified(), _ -> new ArrayList<>()).add(key);
      }
    }
    return back(tables, next);
  }

  /// The keys that lead back to a table still open in a walk of the graph: without them there is no
  /// circle.
  private static Set<ObjectId> back(Set<String> tables, Map<String, List<SchemaObject>> next) {
    var found = new HashSet<ObjectId>();
    var done = new HashSet<String>();
    for (var start : tables.stream().sorted().toList()) {
      var path = new ArrayList<String>();
      var open = new ArrayList<List<SchemaObject>>();
      if (done.add(start)) {
        path.add(start);
        open.add(new ArrayList<>(next.getOrDefault(start, List.of())));
      }
      while (!path.isEmpty()) {
        var keys = open.getLast();
        if (keys.isEmpty()) {
          open.removeLast();
          path.removeLast();
          continue;
        }
        var key = keys.removeLast();
        var target = key.get("references", "");
        if (path.contains(target) && !target.equals(path.getLast())) {
          found.add(key.id());
        } else if (done.add(target)) {
          path.add(target);
          open.add(new ArrayList<>(next.getOrDefault(target, List.of())));
        }
      }
    }
    return found;
  }
}
