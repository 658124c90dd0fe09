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
import java.util.Set;
import java.util.SortedMap;

/// Says what must come before what: by dependencies before and after, and by names that are taken
/// until their holder goes.
final class Edges {
  /// What changes without regard to what stands on it.
  private static final Set<Kind> SETTLED = Set.of(Kind.SEQUENCE, Kind.SCHEMA);

  private final Catalog from;
  private final Catalog to;
  private final SortedMap<ObjectId, Fate> fates;
  private final Hosts hosts;
  private final ActionGraph graph;

  Edges(Catalog from, Catalog to, SortedMap<ObjectId, Fate> fates, Hosts hosts, ActionGraph graph) {
    this.from = from;
    this.to = to;
    this.fates = fates;
    this.hosts = hosts;
    this.graph = graph;
  }

  void draw() {
    fates.keySet().forEach(id -> from.dependenciesOf(id).forEach(this::before));
    fates.keySet().forEach(id -> to.dependenciesOf(id).forEach(this::after));
    fates.keySet().forEach(this::same);
    indexUse();
    new Homonyms(from, to, fates, graph).draw(this::drops, this::builds);
    identities();
    oldestKeys();
    new Bodies(to, fates.keySet(), graph).draw(this::builds);
    heirs();
    new TypedTables(from, to).order(fates, graph, this::creates);
    new Families(from, to, fates, graph).draw(this::drops, this::builds);
  }

  private void before(Dependency dependency) {
    var dependent = dependency.dependent();
    var on = dependency.on();
    for (var drop : drops(on)) {
      drops(dependent).forEach(first -> graph.order(first, drop));
      leaves(dependent, on).forEach(first -> graph.order(first, drop));
      if (drops(dependent).isEmpty()) {
        var release = new Key(Phase.MAKE_WAY, dependent, 0);
        graph.order(graph.has(release) ? release : new Key(Phase.OWN, dependent, 0), drop);
      }
    }
    // it is named by the types that it is for, while they have their names
    drops(dependent).forEach(first -> graph.wish(first, new Key(Phase.MOVE_ASIDE, on, 0)));
    var stays = fates.get(dependent) instanceof Fate.Remake || SETTLED.contains(on.kind());
    for (var alter : stays ? List.<Key>of() : alters(on)) {
      drops(dependent).forEach(first -> graph.order(first, alter));
    }
  }

  /// What a dependent does to need something no more: of a column that gets a type made again the
  /// change of its type, whatever else is done later.
  private List<Key> leaves(ObjectId dependent, ObjectId on) {
    var keys = alters(dependent);
    var first = dependent.kind() == Kind.COLUMN && fates.get(on) instanceof Fate.Remake;
    return first && keys.size() > 1 ? keys.subList(0, 1) : keys;
  }

  private void after(Dependency dependency) {
    var dependent = dependency.dependent();
    var ready = new ArrayList<Key>(makes(dependency.on()));
    ready.addAll(waitsForShapeOnly(dependent) ? shapes(dependency.on()) : alters(dependency.on()));
    var builds = new ArrayList<Key>(creates(dependent));
    builds.addAll(alters(dependent));
    if (dependent.kind() == Kind.SEQUENCE && dependency.on().kind() == Kind.COLUMN) {
      builds.clear();
      builds.add(new Key(Phase.OWN, dependent, 0));
    }
    for (var first : ready) {
      builds.forEach(then -> graph.order(first, then));
      graph.order(first, new Key(Phase.JOIN, dependent, 0));
    }
  }

  /// What makes an object; a column that a new partition has from its table comes with the
  /// partition.
  private List<Key> makes(ObjectId id) {
    var isInherited = id.kind() == Kind.COLUMN && !fates.containsKey(id);
    return creates(isInherited ? id.as(Kind.TABLE) : id);
  }

  /// Whether an object needs a column's type only, not that it is NOT NULL or what else is said of
  /// it.
  private boolean waitsForShapeOnly(ObjectId dependent) {
    return switch (dependent.kind()) {
      case INDEX, VIEW, MATERIALIZED_VIEW, STATISTICS, TRIGGER, POLICY, RULE, ROUTINE -> true;
      case CONSTRAINT ->
          !(to.get(dependent) instanceof SchemaObject constraint
              && constraint.get("type", "").equals("PRIMARY KEY"));
      default -> false;
    };
  }

  /// The action that gives a column its type, where that changes; of other objects all.
  private List<Key> shapes(ObjectId id) {
    if (id.kind() != Kind.COLUMN) {
      return alters(id);
    }
    var fate = fates.get(id);
    return fate != null && fate.reshapes() ? alters(id).subList(0, 1) : List.of();
  }

  /// The actions of one object among themselves.
  private void same(ObjectId id) {
    graph.order(new Key(Phase.MOVE_ASIDE, id, 0), new Key(Phase.CREATE, id, 0));
    if (fates.get(id) instanceof Fate.Remake) {
      graph.order(new Key(Phase.CREATE, id, 0), new Key(Phase.MAKE_WAY, id, 0));
    } else if (fates.get(id) instanceof Fate.Rebuild
        && !(fates.get(hosts.dropper(id)) instanceof Fate.Remake)) {
      for (var drop : drops(id)) {
        creates(id).forEach(create -> graph.order(drop, create));
      }
    }
    for (var create : creates(id)) {
      graph.order(create, new Key(Phase.OWN, id, 0));
      graph.order(create, new Key(Phase.USE_INDEX, id, 0));
    }
  }

  /// An index is there before a table uses it.
  private void indexUse() {
    for (var entry : fates.entrySet()) {
      var id = entry.getKey();
      if (id.kind() != Kind.INDEX && id.kind() != Kind.CONSTRAINT) {
        continue;
      }
      var table =
          to.get(id) instanceof SchemaObject index && index.is("table")
              ? index.get("table", "")
              : id.qualified();
      for (var kind : List.of(Kind.TABLE, Kind.MATERIALIZED_VIEW)) {
        if (table.startsWith(id.schema() + ".")) {
          var name = table.substring(id.schema().length() + 1);
          var use = new Key(Phase.USE_INDEX, new ObjectId(kind, id.schema(), name), 0);
          creates(id).forEach(create -> graph.order(create, use));
          alters(id).forEach(alter -> graph.order(alter, use));
        }
      }
    }
  }

  /// An identity's sequence goes before an ordinary one for the same column comes.
  private void identities() {
    var columns = new HashMap<String, ObjectId>();
    for (var id : fates.keySet()) {
      if (id.kind() == Kind.COLUMN) {
        columns.put(id.path(), id);
      }
    }
    for (var id : fates.keySet()) {
      var owner =
          id.kind() == Kind.SEQUENCE && to.get(id) instanceof SchemaObject sequence
              ? columns.get(sequence.get("ownedBy", ""))
              : null;
      if (owner != null) {
        alters(owner).forEach(alter -> creates(id).forEach(make -> graph.order(alter, make)));
      }
    }
  }

  /// A foreign key is bound to the oldest of equal keys (`transformFkeyCheckAttrs` in PostgreSQL's
  /// `tablecmds.c`): those that go do so before it comes.
  private void oldestKeys() {
    var dropped = new HashMap<ObjectId, List<Key>>();
    for (var id : fates.keySet()) {
      if (from.get(id) instanceof SchemaObject key && Indexes.isUnique(key)) {
        dropped.computeIfAbsent(Indexes.table(key), _ -> new ArrayList<>()).addAll(drops(id));
      }
    }
    for (var id : dropped.isEmpty() ? Set.<ObjectId>of() : fates.keySet()) {
      if (to.get(id) instanceof SchemaObject key && key.is("references")) {
        var target = Inheritance.table(key.get("references", ""));
        graph.wish(dropped.getOrDefault(target, List.of()), creates(id));
        for (var above : Inheritance.ancestors(from, target)) {
          graph.wish(dropped.getOrDefault(above, List.of()), creates(id));
        }
      }
    }
  }

  /// What parents do to their columns and defaults comes before what their children do to them; but
  /// a child's own column has the type of its parent's before that one comes.
  private void heirs() {
    for (var id : fates.keySet()) {
      if (id.kind() == Kind.COLUMN) {
        above(from, id).forEach(above -> orderAll(drops(above), drops(id)));
        var isOwn = from.get(id) instanceof SchemaObject own && !own.is("inherited");
        for (var above : above(to, id)) {
          if (isOwn) {
            graph.wish(shapes(id), creates(above));
          } else {
            orderAll(creates(above), alters(id));
          }
        }
      } else if (id.kind() == Kind.DEFAULT) {
        above(to, id).forEach(above -> graph.wish(builds(above), builds(id)));
      } else if (to.get(id) instanceof SchemaObject heir && heir.is("inherits")) {
        var comes = new ArrayList<Key>(creates(id));
        comes.addAll(stages(Phase.JOIN, id));
        for (var parent : Inheritance.ancestors(to, id)) {
          from.parts(Kind.COLUMN, parent).forEach(column -> graph.wish(drops(column.id()), comes));
        }
      }
    }
  }

  /// The parents' columns, or defaults, that one of a child is; none where it goes or comes with
  /// its table.
  private List<ObjectId> above(Catalog catalog, ObjectId id) {
    var isInherited = catalog.get(id) instanceof SchemaObject own && own.is("inherited");
    var table = id.as(Kind.TABLE);
    return isInherited && from.has(table) && to.has(table)
        ? Inheritance.ancestors(catalog, table).stream()
            .map(parent -> new ObjectId(id.kind(), parent.schema(), parent.name(), id.detail()))
            .toList()
        : List.of();
  }

  private void orderAll(List<Key> before, List<Key> after) {
    before.forEach(first -> after.forEach(then -> graph.order(first, then)));
  }

  private List<Key> builds(ObjectId id) {
    var keys = new ArrayList<Key>(creates(id));
    keys.addAll(alters(id));
    return keys;
  }

  private List<Key> drops(ObjectId id) {
    var fate = fates.get(id);
    if (fate == null || !fate.breaksDependents()) {
      return List.of();
    }
    var dropper = hosts.dropper(id);
    var found = new ArrayList<Key>(stages(Phase.DROP, dropper));
    found.addAll(stages(Phase.MAKE_WAY, dropper));
    return found;
  }

  private List<Key> creates(ObjectId id) {
    var fate = fates.get(id);
    return fate == null || !fate.isMade() ? List.of() : stages(Phase.CREATE, hosts.maker(id));
  }

  private List<Key> alters(ObjectId id) {
    return stages(Phase.ALTER, id);
  }

  private List<Key> stages(Phase phase, ObjectId id) {
    var keys = new ArrayList<Key>(2);
    for (var key = new Key(phase, id, 0);
        graph.has(key);
        key = new Key(phase, id, key.number() + 1)) {
      keys.add(key);
    }
    return keys;
  }
}
