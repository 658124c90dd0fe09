package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import dev.revisor.schema.ddl.Alteration;
import dev.revisor.schema.ddl.Casts;
import dev.revisor.schema.ddl.Ddl;
import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.ddl.TypeDdl;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Decides what happens to each object: what differs changes; what stands on something that cannot
/// stay is made again around it.
final class Fates {
  private final Catalog from;
  private final Catalog to;
  private final Manner manner;
  private final Inheritance inheritance;
  private final TypedTables typedTables;
  private final SortedMap<ObjectId, Fate> fates = new TreeMap<>();
  private final Dependents dependents;
  private final Deque<ObjectId> open = new ArrayDeque<>();
  private final Set<String> remade = new HashSet<>();
  private final Set<String> reshaped = new HashSet<>();
  private Ddl ddl;

  private Fates(Catalog from, Catalog to, Manner manner) {
    this.from = from;
    this.to = to;
    this.manner = manner;
    this.dependents = new Dependents(from);
    this.inheritance = new Inheritance(from, to);
    this.typedTables = new TypedTables(from, to);
    this.ddl = new Ddl(to.serverVersion(), new Casts(remade, reshaped));
  }

  static SortedMap<ObjectId, Fate> between(Catalog from, Catalog to, Manner manner) {
    return new Fates(from, to, manner).decide();
  }

  private SortedMap<ObjectId, Fate> decide() {
    from.differing(to).forEach(this::compare);
    inherited(from);
    inherited(to);
    inheritance.unwanted().forEach(value -> fates.put(value.id(), new Fate.Drop(value)));
    Renames.find(fates);
    typedTables.follow(fates);
    Indexes.follow(from, to, fates);
    fates.forEach((id, _) -> open.add(id));
    while (!open.isEmpty()) {
      spread(open.remove());
    }
    Renames.withoutGround(fates, from);
    inheritance.withParents(fates);
    return fates;
  }

  /// What is inherited may change although it says the same.
  private void inherited(Catalog catalog) {
    for (var object : catalog.objects().values()) {
      if (isInherited(object)) {
        compare(object.id());
      }
    }
  }

  private void compare(ObjectId id) {
    var apart = (id.kind() == Kind.COLUMN || id.kind() == Kind.DEFAULT) && inheritance.isApart(id);
    var before = apart ? Inheritance.own(from.get(id)) : from.get(id);
    var after = apart ? Inheritance.own(to.get(id)) : to.get(id);
    if (isInherited(after) || after == null && isInherited(before)) {
      compareInherited(id, before, after);
    } else if (before == null && after != null) {
      fates.put(id, new Fate.Create(after));
    } else if (before != null && after == null) {
      fates.put(id, new Fate.Drop(inheritance.going(before)));
    } else if (before != null && after != null && !before.says(after)) {
      fates.put(id, alteration(before, after));
    }
  }

  private static boolean isInherited(@Nullable SchemaObject object) {
    return object != null && object.is("inherited");
  }

  private void compareInherited(
      ObjectId id, @Nullable SchemaObject before, @Nullable SchemaObject after) {
    var given = inheritance.given(id).orElse(null);
    if (after == null) {
      if (before != null && id.kind() == Kind.COLUMN && inheritance.isLeft(id)) {
        fates.put(id, new Fate.Drop(inheritance.going(before)));
      } else if (given != null && to.has(id.as(Kind.TABLE))) {
        fates.put(id, new Fate.Drop(given.with(Map.of("inherited", "true"))));
      } else if (before != null && !to.has(id.as(Kind.TABLE))) {
        fates.put(id, new Fate.Drop(before));
      }
    } else if (given == null) {
      fates.put(id, new Fate.Create(after));
    } else if (!given.says(after)) {
      var kept = before != null && !before.is("inherited") ? before : given;
      fates.put(id, alteration(kept, after));
    }
  }

  private Fate alteration(SchemaObject before, SchemaObject after) {
    return switch (how(before, after)) {
      case Alteration.InPlace how when before.id().kind() == Kind.COMPOSITE ->
          composite(before, after, how);
      case Alteration.InPlace how -> new Fate.Alter(before, after, how);
      case Alteration.Replace() -> replaced(before, after);
    };
  }

  private Alteration how(SchemaObject before, SchemaObject after) {
    if (OtherKinds.isOf(before)) {
      return new Alteration.Replace();
    }
    var isForeign =
        after.id().kind() == Kind.COLUMN
            && to.get(after.id().as(Kind.TABLE)) instanceof SchemaObject table
            && table.is("server");
    return isForeign
        ? new Ddl(to.serverVersion(), Casts.ofForeignTables()).alter(before, after, Manner.PLAIN)
        : ddl.alter(before, after, isOfNewTable(after.id()) ? Manner.PLAIN : manner);
  }

  /// Nobody uses it yet.
  private boolean isOfNewTable(ObjectId id) {
    return id.kind().isPart() && !from.has(id.as(Kind.TABLE));
  }

  /// An attribute's type cannot change while columns have the composite, and not in a way of ours
  /// where tables are of it; other changes these follow.
  private Fate composite(SchemaObject before, SchemaObject after, Alteration.InPlace how) {
    var retyped =
        how.stages().stream()
            .flatMap(stage -> stage.statements().stream())
            .anyMatch(statement -> statement.contains(" ALTER ATTRIBUTE "));
    if (retyped && (dependents.use(before.id()) || typedTables.isOf(before.id()))) {
      return replaced(before, after);
    }
    return new Fate.Alter(before, after, typedTables.carriedBy(before, how));
  }

  /// A type that a column has cannot be dropped first.
  private Fate replaced(SchemaObject before, SchemaObject after) {
    var id = before.id();
    var isType = id.kind().isType() || id.kind() == Kind.COLLATION;
    return isType && dependents.use(id)
        ? new Fate.Remake(before, after)
        : new Fate.Rebuild(before, after);
  }

  private void spread(ObjectId id) {
    var fate = fates.get(id);
    if (fate instanceof Fate.Remake(var before, var after)) {
      remade.add(id.qualified());
      if (id.kind() == Kind.COMPOSITE
          && !TypeDdl.attributes(before).equals(TypeDdl.attributes(after))) {
        reshaped.add(id.qualified());
      }
      ddl = new Ddl(to.serverVersion(), new Casts(remade, reshaped));
    }
    generatedColumn(id, fate);
    var breaks = fate != null && fate.breaksDependents() && !isOfView(fate);
    var reshapes = fate != null && fate.reshapes();
    if (!breaks && !reshapes) {
      return;
    }
    if (reshapes) {
      partitionKey(id);
    }
    for (var dependent : dependents.of(id)) {
      if (breaks || isTiedToShape(dependent, id)) {
        rebuild(dependent, id);
      }
    }
  }

  /// A column that partitions are told by cannot change: its table is made again.
  private void partitionKey(ObjectId column) {
    var table = column.as(Kind.TABLE);
    var before = from.get(table);
    var after = to.get(table);
    if (before != null
        && after != null
        && Pattern.compile("(?<![\\w\"])" + Pattern.quote(column.detail()) + "(?![\\w\"])")
            .matcher(before.get("partitionBy", ""))
            .find()) {
      put(table, new Fate.Rebuild(before, after));
    }
  }

  /// Whether only what was said about a view's column goes.
  private static boolean isOfView(Fate fate) {
    return fate instanceof Fate.Drop(var column)
        && column.id().kind() == Kind.COLUMN
        && column.is("ofView");
  }

  /// What ALTER COLUMN … TYPE does not carry along by itself (ALTER TABLE in the manual): it does
  /// indexes, statistics and constraints.
  private boolean isTiedToShape(ObjectId dependent, ObjectId column) {
    return switch (dependent.kind()) {
      case CONSTRAINT ->
          isKeyApart(dependent, column) || new Carried(from, fates).getsCasts(dependent);
      case VIEW, MATERIALIZED_VIEW, RULE, POLICY, TRIGGER, ROUTINE, PUBLICATION_TABLE -> true;
      case DEFAULT -> true;
      default -> column.kind() != Kind.COLUMN || new Carried(from, fates).getsCasts(dependent);
    };
  }

  /// A foreign key goes while its two sides have types that do not compare.
  private boolean isKeyApart(ObjectId dependent, ObjectId column) {
    return from.get(dependent) instanceof SchemaObject constraint
        && constraint.is("references")
        && fates.get(column) instanceof Fate.Alter(var before, var after, _)
        && !Casts.compare(before.get("type", ""), after.get("type", ""));
  }

  /// A generation expression that cannot change in place takes its column with it.
  private void generatedColumn(ObjectId id, @Nullable Fate fate) {
    var column = id.as(Kind.COLUMN);
    var before = inheritance.left(column);
    var after = to.get(column);
    if (id.kind() == Kind.DEFAULT
        && fate != null
        && before != null
        && after != null
        && Generation.takesColumn(from.get(id), fate)) {
      put(column, new Fate.Rebuild(before, after));
    }
  }

  private void rebuild(ObjectId id, ObjectId ground) {
    var before = from.get(id);
    var after = to.get(id);
    var fate = fates.get(id);
    if (before == null || after == null || fate != null && fate.breaksDependents()) {
      return;
    }
    switch (id.kind()) {
      case COLUMN -> column(before, after, ground);
      case TABLE -> {
        if (ground.kind() == Kind.SERVER
            || fates.get(ground) instanceof Fate.Rebuild
                && Inheritance.parents(after).contains(ground.qualified())) {
          put(id, new Fate.Rebuild(before, after));
        }
        if (ground.kind() == Kind.COMPOSITE
            && before.get("ofType", "").equals(after.get("ofType"))) {
          put(id, TypedTables.apart(before, after, fate));
        }
      }
      case SEQUENCE -> {
        if (fates.get(ground) instanceof Fate.Rebuild(_, var column)) {
          put(
              id,
              column.is("moved")
                  ? TypedTables.handedOver(before, after, fate)
                  : new Fate.Rebuild(before, after));
        }
      }
      case SCHEMA, EXTENSION -> {}
      case ENUM, DOMAIN, COMPOSITE, RANGE, COLLATION -> put(id, replaced(before, after));
      default -> put(id, new Fate.Rebuild(before, after));
    }
  }

  private void column(SchemaObject before, SchemaObject after, ObjectId ground) {
    if ((ground.kind().isType() || ground.kind() == Kind.COLLATION)
        && fates.get(ground) instanceof Fate.Remake) {
      var apart = before.with(Map.of("type", before.get("type", "") + " "));
      var how = (Alteration.InPlace) how(apart, after);
      put(after.id(), new Fate.Alter(apart, after, how));
    } else if (ground.kind() == Kind.TABLE || ground.kind().isRelation()) {
      put(after.id(), new Fate.Rebuild(before, after));
    } else if (ground.kind() == Kind.EXTENSION && fates.get(after.id()) instanceof Fate.Alter) {
      return; // it has another type by then
    } else if (ground.kind() == Kind.EXTENSION || ground.kind() == Kind.COLUMN) {
      put(after.id(), new Fate.Rebuild(before, after));
    }
  }

  private void put(ObjectId id, Fate fate) {
    if (!fate.equals(fates.put(id, fate))) {
      open.add(id);
    }
  }
}
