package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import dev.revisor.schema.ddl.Casts;
import dev.revisor.schema.ddl.ConstraintDdl;
import dev.revisor.schema.ddl.Ddl;
import dev.revisor.schema.ddl.GivenPrivileges;
import dev.revisor.schema.ddl.IndexDdl;
import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.ddl.Stage;
import dev.revisor.schema.ddl.TableDdl;
import dev.revisor.schema.diff.Action.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Turns fates into actions.
final class Actions {
  private final Catalog from;
  private final Catalog to;
  private final SortedMap<ObjectId, Fate> fates;
  private final Hosts hosts;
  private final Manner manner;
  private final boolean remakes;
  private final boolean makesExtensions;
  private final Dependents dependents;
  private final GivenPrivileges given;
  private final Ddl ddl;
  private final ActionGraph graph = new ActionGraph();

  Actions(Catalog from, Catalog to, SortedMap<ObjectId, Fate> fates, Hosts hosts, Manner manner) {
    this.from = from;
    this.to = to;
    this.fates = fates;
    this.hosts = hosts;
    this.manner = manner;
    this.remakes = fates.values().stream().anyMatch(Fate.Remake.class::isInstance);
    this.dependents = new Dependents(from);
    this.given = GivenPrivileges.of(from, to);
    this.makesExtensions =
        fates.values().stream()
            .anyMatch(
                fate ->
                    fate instanceof Fate.Create(var made) && made.id().kind() == Kind.EXTENSION);
    this.ddl = new Ddl(to.serverVersion(), new Casts(Set.of(), Set.of()));
  }

  ActionGraph build() {
    fates.forEach(this::add);
    fates.forEach(this::useAgain);
    new Edges(from, to, fates, hosts, graph).draw();
    return graph;
  }

  private void add(ObjectId id, Fate fate) {
    switch (fate) {
      case Fate.Create(var object) -> make(object);
      case Fate.Drop(var object) -> drop(object, Phase.DROP);
      case Fate.Rebuild(var before, var after) -> {
        drop(before, Phase.MAKE_WAY);
        make(after);
      }
      case Fate.Remake(var before, var after) -> {
        graph.add(new Action(Phase.MOVE_ASIDE, id, 0, Stage.of(Ddl.moveAside(before))));
        make(after);
        graph.add(new Action(Phase.MAKE_WAY, id, 0, Stage.of(Ddl.dropAside(before))));
      }
      case Fate.Rename(var before, var after) ->
          graph.add(new Action(Phase.ALTER, id, 0, Stage.of(Ddl.rename(before, after))));
      case Fate.Alter(var before, var after, var how) -> {
        if (id.kind() == Kind.TABLE) {
          stages(Phase.MAKE_WAY, id, List.of(Stage.of(TableDdl.leave(before, after))));
          stages(Phase.JOIN, id, List.of(Stage.of(TableDdl.join(before, after))));
        }
        stages(Phase.MAKE_WAY, id, List.of(Stage.of(release(before, after))));
        stages(Phase.ALTER, id, new Persistence(from, to).withSequences(after, how.stages()));
        afterwards(before, after);
      }
    }
  }

  /// A sequence whose column goes is nobody's until it has another: its name may be what the table
  /// with the new column waits for.
  private List<String> release(SchemaObject before, SchemaObject after) {
    var owner = before.get("ownedBy", "").strip();
    var moves = after.is("ownedBy") && !after.get("ownedBy", "").equals(before.get("ownedBy", ""));
    return moves
            && fates.entrySet().stream()
                .anyMatch(
                    entry ->
                        entry.getKey().kind() == Kind.COLUMN
                            && entry.getKey().path().equals(owner)
                            && entry.getValue().breaksDependents())
        ? Ddl.ownedBy(before.with(Map.of("ownedBy", "NONE")))
        : List.of();
  }

  private void stages(Phase phase, ObjectId id, List<Stage> stages) {
    var number = 0;
    for (var stage : stages) {
      if (!stage.isEmpty()) {
        graph.add(new Action(phase, id, number, stage));
        if (number > 0) {
          graph.order(new Action.Key(phase, id, number - 1), new Action.Key(phase, id, number));
        }
        number++;
      }
    }
  }

  private void drop(SchemaObject object, Phase phase) {
    if (hosts.dropper(object.id()).equals(object.id())) {
      var dropped =
          object.is("partitioned") && Indexes.hasKeys(from, object.id())
              ? object.with(Map.of("cascade", "true"))
              : object;
      var stages = new ArrayList<>(ddl.drop(dropped, dropMannerFor(object)));
      if (ForeignKeys.reachPartition(from, object)) {
        var leave = Stage.of(TableDdl.leave(object, alone(object)));
        stages.addFirst(leave.and(stages.removeFirst().statements()));
      }
      stages(phase, object.id(), stages);
    }
  }

  /// A table that is no partition.
  private static SchemaObject alone(SchemaObject partition) {
    var values = new HashMap<String, @Nullable String>();
    values.put("partitionOf", null);
    values.put("bound", null);
    return partition.with(values);
  }

  private void make(SchemaObject object) {
    var id = object.id();
    if (!hosts.maker(id).equals(id)) {
      return;
    }
    var stages = new ArrayList<>(create(object));
    var settled = new ArrayList<>(given.settle(object));
    settled.addAll(IndexDdl.attach(object, Indexes.lackingWholes(to, object)));
    stages.addLast(stages.removeLast().and(settled));
    stages(Phase.CREATE, id, stages);
    afterwards(new SchemaObject(id, new TreeMap<>(), 0), object);
  }

  private List<Stage> create(SchemaObject object) {
    var id = object.id();
    if (id.kind() == Kind.TABLE) {
      return List.of(Stage.of(table(object)));
    }
    if (Indexes.whole(to, object) instanceof SchemaObject whole) {
      var name = PartitionKeys.name(whole, id.name());
      return List.of(Stage.of(ConstraintDdl.ofIndex(object, whole, name)));
    }
    if (id.kind() == Kind.COLUMN && hosts.isSerial(object)) {
      return List.of(Stage.of(Ddl.addSerial(object)));
    }
    if (id.kind() == Kind.DOMAIN) {
      return List.of(Stage.of(Ddl.domain(object, checks(id))));
    }
    if (id.kind() == Kind.SCHEMA && makesExtensions) {
      return List.of(Stage.of(Ddl.schemaUnlessThere(object)));
    }
    var table = id.kind().isPart() ? to.get(id.as(Kind.TABLE)) : null;
    return ddl.create(object, value(id), table, mannerFor(object));
  }

  /// A table's indexes in use, a sequence's owner: said once both are there.
  private void afterwards(SchemaObject before, SchemaObject after) {
    var id = after.id();
    if (id.kind() == Kind.TABLE || id.kind() == Kind.MATERIALIZED_VIEW) {
      stages(Phase.USE_INDEX, id, List.of(Stage.of(TableDdl.indexUse(before, after))));
    }
    if (id.kind() == Kind.SEQUENCE
        && after.is("ownedBy")
        && !after.get("ownedBy", "").equals(before.get("ownedBy"))) {
      graph.add(new Action(Phase.OWN, id, 0, Stage.of(Ddl.ownedBy(after))));
    }
  }

  /// A table says again that it uses an index that was made again.
  private void useAgain(ObjectId id, Fate fate) {
    if (!(fate instanceof Fate.Rebuild(_, var index))
        || id.kind() != Kind.INDEX && id.kind() != Kind.CONSTRAINT) {
      return;
    }
    var name = id.kind() == Kind.INDEX ? id.name() : id.detail();
    var tableName = id.kind() == Kind.INDEX ? tableName(index) : id.name();
    var table = new ObjectId(Kind.TABLE, id.schema(), tableName);
    var before = from.get(table);
    var after = to.get(table);
    if (before == null || after == null) {
      return;
    }
    var unused = new HashMap<String, @Nullable String>();
    Map.of("clusterOn", name, "replicaIdentity", "USING INDEX " + name)
        .forEach(
            (property, value) -> {
              if (value.equals(after.get(property))) {
                unused.put(property, null);
              }
            });
    if (!unused.isEmpty()) {
      var use = TableDdl.indexUse(before.with(unused), after);
      graph.add(new Action(Phase.USE_INDEX, table, 0, Stage.of(use)));
    }
  }

  /// What may stand on an old type goes with it: that is beside the new one for one transaction
  /// only.
  private Manner dropMannerFor(SchemaObject object) {
    return remakes && fates.get(object.id()) instanceof Fate.Rebuild
        ? Manner.PLAIN
        : mannerFor(object);
  }

  /// What is on a table that is new is made plainly: nobody uses it yet.
  private Manner mannerFor(SchemaObject object) {
    var id = object.id();
    var table =
        id.kind() == Kind.INDEX
            ? new ObjectId(Kind.TABLE, id.schema(), tableName(object))
            : id.as(Kind.TABLE);
    var fate = fates.get(id.kind() == Kind.DOMAIN_CONSTRAINT ? id.as(Kind.DOMAIN) : table);
    var fresh = fate != null && (fate.isMade() || fate.breaksDependents());
    return fresh || object.is("ofView") || isOfUnusedDomain(id) ? Manner.PLAIN : manner;
  }

  private boolean isOfUnusedDomain(ObjectId check) {
    return check.kind() == Kind.DOMAIN_CONSTRAINT && !dependents.use(check.as(Kind.DOMAIN));
  }

  private static String tableName(SchemaObject index) {
    return index.get("table", "").substring(index.id().schema().length() + 1);
  }

  private @Nullable SchemaObject value(ObjectId column) {
    var value = column.kind() == Kind.COLUMN ? to.get(column.as(Kind.DEFAULT)) : null;
    return value != null && hosts.maker(value.id()).equals(hosts.maker(column)) ? value : null;
  }

  private List<SchemaObject> checks(ObjectId domain) {
    return to.parts(Kind.DOMAIN_CONSTRAINT, domain).stream()
        .filter(check -> hosts.maker(check.id()).equals(domain))
        .toList();
  }

  private List<String> table(SchemaObject table) {
    var lines = new ArrayList<String>();
    var after = new ArrayList<String>();
    var columns =
        to.parts(Kind.COLUMN, table.id()).stream()
            .filter(column -> hosts.maker(column.id()).equals(table.id()))
            .sorted(Comparator.comparingInt(SchemaObject::position))
            .toList();
    for (var column : columns) {
      var value = value(column.id());
      var line =
          table.is("ofType")
              ? Ddl.typedColumnLine(column, value)
              : hosts.isSerial(column) ? Ddl.serialLine(column) : Ddl.columnLine(column, value);
      if (!line.isEmpty()) {
        lines.add(line);
      }
    }
    columns.forEach(column -> after.addAll(Ddl.afterwards(column)));
    to.parts(Kind.CONSTRAINT, table.id()).stream()
        .filter(constraint -> hosts.maker(constraint.id()).equals(table.id()))
        .sorted(Comparator.comparing(Actions::constraintOrder).thenComparing(SchemaObject::id))
        .forEach(
            constraint -> {
              lines.add(ConstraintDdl.clause(constraint));
              after.addAll(Ddl.afterwards(constraint));
            });
    var statements = new ArrayList<>(TableDdl.create(table, lines));
    statements.addAll(after);
    return statements;
  }

  private static int constraintOrder(SchemaObject constraint) {
    return CONSTRAINT_ORDER.getOrDefault(constraint.get("type", ""), 9);
  }

  private static final Map<String, Integer> CONSTRAINT_ORDER =
      Map.of("PRIMARY KEY", 0, "UNIQUE", 1, "FOREIGN KEY", 2, "CHECK", 3);
}
