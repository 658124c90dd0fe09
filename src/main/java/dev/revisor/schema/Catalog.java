package dev.revisor.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The schema of a database: its objects and how they depend on each other.
///
/// @param serverVersion PostgreSQL's major version: 14 or later; texts of two versions do not
///   compare
/// @param objects by id, sorted
/// @param dependencies between those objects only, sorted, none twice
public record Catalog(
    int serverVersion, SortedMap<ObjectId, SchemaObject> objects, List<Dependency> dependencies) {
  public Catalog {
    objects = Collections.unmodifiableSortedMap(objects);
    dependencies = List.copyOf(dependencies);
  }

  public static Catalog of(
      int serverVersion, Collection<SchemaObject> objects, Collection<Dependency> dependencies) {
    var byId = new TreeMap<ObjectId, SchemaObject>();
    objects.forEach(object -> byId.put(object.id(), object));
    return new Catalog(serverVersion, byId, sorted(byId.keySet(), dependencies));
  }

  /// Those between objects that are there. Objects are compared once, when they are sorted; their
  /// places among each other then sort the dependencies.
  private static List<Dependency> sorted(
      Set<ObjectId> sortedIds, Collection<Dependency> dependencies) {
    var places = HashMap.<ObjectId, Integer>newHashMap(sortedIds.size());
    sortedIds.forEach(id -> places.put(id, places.size()));
    var kept = new ArrayList<Placed>(dependencies.size());
    for (var dependency : dependencies) {
      var from = places.get(dependency.dependent());
      var on = places.get(dependency.on());
      if (from != null && on != null) {
        kept.add(new Placed((long) from << Integer.SIZE | on, dependency));
      }
    }
    Collections.sort(kept);
    var result = new ArrayList<Dependency>(kept.size());
    for (var placed : kept) {
      if (result.isEmpty() || !result.getLast().equals(placed.dependency)) {
        result.add(placed.dependency);
      }
    }
    return result;
  }

  private record Placed(long place, Dependency dependency) implements Comparable<Placed> {
    @Override
    public int compareTo(Placed other) {
      var byPlace = Long.compare(place, other.place);
      return byPlace != 0 ? byPlace : dependency.strength().compareTo(other.dependency.strength());
    }
  }

  /// A database in which nobody has made anything.
  public static Catalog empty(int serverVersion) {
    return new Catalog(serverVersion, new TreeMap<>(), List.of());
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

  /// What an object depends on.
  public List<Dependency> dependenciesOf(ObjectId dependent) {
    var from = 0;
    for (var to = dependencies.size(); from < to; ) {
      var middle = (from + to) >>> 1;
      if (dependencies.get(middle).dependent().compareTo(dependent) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    var end = from;
    while (end < dependencies.size() && dependencies.get(end).dependent().equals(dependent)) {
      end++;
    }
    return dependencies.subList(from, end);
  }

  /// Without some of its objects, and without what depends on them as a part.
  public Catalog without(Set<ObjectId> left) {
    var kept = new TreeMap<>(objects);
    kept.keySet().removeAll(left);
    return of(serverVersion, kept.values(), dependencies);
  }

  /// With some of its objects only.
  public Catalog only(Set<ObjectId> kept) {
    return of(
        serverVersion,
        objects.values().stream().filter(object -> kept.contains(object.id())).toList(),
        dependencies);
  }

  /// The objects that one of two catalogs lacks, or of which they say something else; sorted.
  public List<ObjectId> differing(Catalog other) {
    var found = new ArrayList<ObjectId>();
    var ours = List.copyOf(objects.values());
    var theirs = List.copyOf(other.objects.values());
    var at = 0;
    var there = 0;
    while (at < ours.size() && there < theirs.size()) {
      var mine = ours.get(at);
      var yours = theirs.get(there);
      var order = mine.id().compareTo(yours.id());
      if (order != 0 || !mine.says(yours)) {
        found.add(order <= 0 ? mine.id() : yours.id());
      }
      at += order <= 0 ? 1 : 0;
      there += order >= 0 ? 1 : 0;
    }
    ours.subList(at, ours.size()).forEach(object -> found.add(object.id()));
    theirs.subList(there, theirs.size()).forEach(object -> found.add(object.id()));
    return found;
  }

  /// Whether both hold the same objects that say the same.
  public boolean sameAs(Catalog other) {
    return differing(other).isEmpty();
  }
}
