package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Dependency;
import dev.revisor.schema.Dependency.Strength;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Which objects are made or dropped together with another: the columns of a new table in its CREATE
/// TABLE, a default with its column, an index with the column that it is on.
final class Hosts {
  private final SortedMap<ObjectId, Fate> fates;
  private final Map<ObjectId, List<Dependency>> before;
  private final Map<ObjectId, List<Dependency>> after;
  private final Map<ObjectId, ObjectId> makers = new HashMap<>();
  private final Map<ObjectId, ObjectId> droppers = new HashMap<>();

  private Hosts(SortedMap<ObjectId, Fate> fates, Catalog from, Catalog to) {
    this.fates = fates;
    this.before = byDependent(from);
    this.after = byDependent(to);
  }

  static Hosts of(SortedMap<ObjectId, Fate> fates, Catalog from, Catalog to) {
    var hosts = new Hosts(fates, from, to);
    var apartWhenMade = ForeignKeys.inCircles(made(fates));
    var apartWhenDropped = ForeignKeys.inCircles(dropped(fates));
    for (var entry : fates.entrySet()) {
      var id = entry.getKey();
      if (entry.getValue().isMade() && !apartWhenMade.contains(id)) {
        hosts.findMaker(id, to);
      }
      if (entry.getValue().breaksDependents() && !apartWhenDropped.contains(id)) {
        hosts.findDropper(id);
      }
    }
    return hosts;
  }

  private static List<SchemaObject> made(SortedMap<ObjectId, Fate> fates) {
    var made = new ArrayList<SchemaObject>();
    for (var fate : fates.values()) {
      switch (fate) {
        case Fate.Create(var to) -> made.add(to);
        case Fate.Rebuild(_, var to) -> made.add(to);
        default -> {}
      }
    }
    return made;
  }

  private static List<SchemaObject> dropped(SortedMap<ObjectId, Fate> fates) {
    var dropped = new ArrayList<SchemaObject>();
    for (var fate : fates.values()) {
      switch (fate) {
        case Fate.Drop(var from) -> dropped.add(from);
        case Fate.Rebuild(var from, _) -> dropped.add(from);
        default -> {}
      }
    }
    return dropped;
  }

  /// The object whose CREATE makes this one: itself, or another.
  ObjectId maker(ObjectId id) {
    var host = makers.get(id);
    return host == null ? id : maker(host);
  }

  /// The object whose DROP takes this one along: itself, or another.
  ObjectId dropper(ObjectId id) {
    var host = droppers.get(id);
    return host == null ? id : dropper(host);
  }

  private boolean isMade(ObjectId id) {
    var fate = fates.get(id);
    return fate != null && fate.isMade();
  }

  private void findMaker(ObjectId id, Catalog to) {
    var object = to.get(id);
    var table = id.as(Kind.TABLE);
    if (object == null || object.is("ofView")) {
      return;
    }
    switch (id.kind()) {
      case COLUMN -> {
        if (isMade(table) && !object.is("inherited")) {
          makers.put(id, table);
        }
      }
      case DEFAULT -> {
        var column = id.as(Kind.COLUMN);
        if (isMade(column) && !object.is("inherited") && !needs(id, table)) {
          makers.put(id, column);
        }
      }
      case CONSTRAINT -> {
        if (isMade(table) && !object.is("notValid") && !needs(id, table)) {
          makers.put(id, table);
        }
      }
      default -> {}
    }
  }

  /// Whether a part needs something that in turn needs the new table, which then must come first.
  private boolean needs(ObjectId part, ObjectId table) {
    var seen = new HashSet<ObjectId>();
    var open = new ArrayList<ObjectId>();
    for (var dependency : after.getOrDefault(part, List.of())) {
      if (!isPartOf(dependency.on(), table) && !dependency.on().kind().isRelation()) {
        open.add(dependency.on());
      }
    }
    while (!open.isEmpty()) {
      var id = open.removeLast();
      if (id.equals(table) || isPartOf(id, table)) {
        return true;
      }
      if (id.kind() != Kind.COLUMN && id.kind() != Kind.CONSTRAINT && isMade(id) && seen.add(id)) {
        for (var dependency : after.getOrDefault(id, List.of())) {
          if (id.kind() != Kind.SEQUENCE || dependency.on().kind() != Kind.COLUMN) {
            open.add(dependency.on());
          }
        }
      }
    }
    return false;
  }

  private static boolean isPartOf(ObjectId id, ObjectId table) {
    return id.kind().isPart() && id.as(Kind.TABLE).equals(table) || id.equals(table);
  }

  private void findDropper(ObjectId id) {
    var goesAlong =
        switch (id.kind()) {
          case COLUMN, DEFAULT, CONSTRAINT, INDEX, TRIGGER, RULE, POLICY, STATISTICS, SEQUENCE,
              PUBLICATION_TABLE, DOMAIN_CONSTRAINT ->
              true;
          default -> false;
        };
    if (!goesAlong) {
      return;
    }
    for (var dependency : before.getOrDefault(id, List.of())) {
      var fate = fates.get(dependency.on());
      if (dependency.strength() == Strength.AUTO
          && fate != null
          && fate.breaksDependents()
          && !circle(id, dependency.on())) {
        droppers.put(id, dependency.on());
        return;
      }
    }
  }

  private boolean circle(ObjectId id, ObjectId host) {
    @Nullable ObjectId at = host;
    while (at != null) {
      if (at.equals(id)) {
        return true;
      }
      at = droppers.get(at);
    }
    return false;
  }

  private static Map<ObjectId, List<Dependency>> byDependent(Catalog catalog) {
    Map<ObjectId, List<Dependency>> map = new HashMap<>();
    for (var dependency : catalog.dependencies()) {
      map.computeIfAbsent(dependency.dependent(), _ -> new ArrayList<>()).add(dependency);
    }
    return map;
  }
}
