package dev.revisor.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The schema of a database: its objects and how they depend on each other.
///
/// @param serverVersion PostgreSQL's major version: 14 or later; texts of two versions do not
///   compare
/// @param objects by id, sorted
/// @param dependencies between those objects only
public record Catalog(
    int serverVersion,
    SortedMap<ObjectId, SchemaObject> objects,
    SortedSet<Dependency> dependencies) {
  public Catalog {
    objects = Collections.unmodifiableSortedMap(objects);
    dependencies = Collections.unmodifiableSortedSet(dependencies);
  }

  public static Catalog of(
      int serverVersion, Collection<SchemaObject> objects, Collection<Dependency> dependencies) {
    var byId = new TreeMap<ObjectId, SchemaObject>();
    objects.forEach(object -> byId.put(object.id(), object));
    var ids = new HashSet<>(byId.keySet());
    var kept = new ArrayList<Dependency>(dependencies.size());
    for (var dependency : dependencies) {
      if (ids.contains(dependency.dependent()) && ids.contains(dependency.on())) {
        kept.add(dependency);
      }
    }
    return new Catalog(serverVersion, byId, new TreeSet<>(kept));
  }

  /// A database in which nobody has made anything.
  public static Catalog empty(int serverVersion) {
    return new Catalog(serverVersion, new TreeMap<>(), new TreeSet<>());
  }

  public @Nullable SchemaObject get(ObjectId id) {
    return objects.get(id);
  }

  public boolean has(ObjectId id) {
    return objects.containsKey(id);
  }

  /// The table, view or materialized view of a name.
  public Optional<SchemaObject> relation(String schema, String name) {
    for (var kind : Set.of(Kind.TABLE, Kind.VIEW, Kind.MATERIALIZED_VIEW)) {
      var found = objects.get(new ObjectId(kind, schema, name));
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /// The parts of one kind that a table, view or domain has, in their order.
  public Collection<SchemaObject> parts(Kind kind, ObjectId whole) {
    var first = new ObjectId(kind, whole.schema(), whole.name(), "");
    var beyond = new ObjectId(kind, whole.schema(), whole.name() + "\0", "");
    return objects.subMap(first, beyond).values();
  }

  /// Without some of its objects, and without what depends on them as a part.
  public Catalog without(Set<ObjectId> left) {
    var kept = new TreeMap<>(objects);
    kept.keySet().removeAll(left);
    return of(serverVersion, kept.values(), dependencies);
  }

  /// Whether both hold the same objects that say the same.
  public boolean sameAs(Catalog other) {
    return objects.size() == other.objects.size()
        && objects.values().stream()
            .allMatch(
                object ->
                    other.get(object.id()) instanceof SchemaObject theirs && object.says(theirs));
  }
}
