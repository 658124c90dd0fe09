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
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which objects are made or dropped together with another: the columns of a new table in its
/// CREATE TABLE, a default with its column, an index with the column that it is on.
final class Hosts {
  private final SortedMap<ObjectId, Fate> fates;
  private final Catalog from;
  private final Catalog to;
  private final Mentions mentions;
  private final Serials serials;
  private final Map<ObjectId, ObjectId> makers = new HashMap<>();
  private final Map<ObjectId, ObjectId> droppers = new HashMap<>();

  private Hosts(SortedMap<ObjectId, Fate> fates, Catalog from, Catalog to) {
    this.fates = fates;
    this.from = from;
    this.to = to;
    this.mentions = Mentions.in(fates.keySet(), to);
    this.serials = new Serials(to);
  }

  static Hosts of(SortedMap<ObjectId, Fate> fates, Catalog from, Catalog to) {
    var hosts = new Hosts(fates, from, to);
    var apartWhenMade = ForeignKeys.inCircles(made(fates));
    var apartWhenDropped = ForeignKeys.inCircles(dropped(fates));
    for (var entry : fates.entrySet()) {
      var id = entry.getKey();
      if (entry.getValue().isMade() && !apartWhenMade.contains(id)) {
        hosts.findMaker(id);
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

  /// Whether a new column makes its sequence.
  boolean isSerial(SchemaObject column) {
    return serials.sequence(column).filter(each -> !maker(each.id()).equals(each.id())).isPresent();
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

  private boolean isDropped(ObjectId id) {
    var fate = fates.get(id);
    return fate != null && fate.breaksDependents();
  }

  private void findMaker(ObjectId id) {
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
        if ((isMade(table) || fates.get(id) instanceof Fate.Create) && !object.is("inherited")) {
          serials
              .sequence(object)
              .map(SchemaObject::id)
              .filter(sequence -> fates.get(sequence) instanceof Fate.Create)
              .ifPresent(sequence -> makers.put(sequence, id));
        }
      }
      case DEFAULT -> {
        var column = id.as(Kind.COLUMN);
        if (isMade(column)
            && !object.is("inherited")
            && !needs(id, table, to::dependenciesOf, this::isMade)) {
          makers.put(id, column);
        }
      }
      case DOMAIN_CONSTRAINT -> {
        var domain = new ObjectId(Kind.DOMAIN, id.schema(), id.name());
        if (isMade(domain)
            && !object.is("notValid")
            && !needs(id, domain, withoutWhole(id, domain), this::isMade)) {
          makers.put(id, domain);
        }
      }
      case CONSTRAINT -> {
        if (isMade(table)
            && !object.is("notValid")
            && !object.is("only")
            && !object.is("partOf")
            && !object.is("disabledOn")
            && !isMergedInto(object)
            && !waitsForColumns(id)
            && !needs(id, table, to::dependenciesOf, this::isMade)) {
          makers.put(id, table);
        }
      }
      default -> {}
    }
  }

  /// Whether CREATE TABLE would take a constraint for the same as another one: PostgreSQL leaves a
  /// second unique index over the same columns out (`transformIndexConstraints` in
  /// `parse_utilcmd.c`).
  private boolean isMergedInto(SchemaObject constraint) {
    return constraint.get("type", "").equals("UNIQUE")
        && to.parts(Kind.CONSTRAINT, constraint.id().as(Kind.TABLE)).stream()
            .filter(other -> keys(other).equals(keys(constraint)))
            .anyMatch(
                other ->
                    other.get("type", "").equals("PRIMARY KEY")
                        || other.get("type", "").equals("UNIQUE")
                            && other.id().compareTo(constraint.id()) < 0);
  }

  /// Whether a constraint of a new partition is over columns that are altered once it is there.
  private boolean waitsForColumns(ObjectId constraint) {
    return to.dependenciesOf(constraint).stream()
        .anyMatch(dependency -> fates.get(dependency.on()) instanceof Fate.Alter);
  }

  private static String keys(SchemaObject constraint) {
    var definition = constraint.get("definition", "");
    return definition.substring(Math.max(0, definition.indexOf('(')));
  }

  /// The dependencies after, but for a part's own on its whole.
  private Function<ObjectId, List<Dependency>> withoutWhole(ObjectId part, ObjectId whole) {
    return id ->
        id.equals(part)
            ? to.dependenciesOf(id).stream()
                .filter(dependency -> !dependency.on().equals(whole))
                .toList()
            : to.dependenciesOf(id);
  }

  /// Whether a part needs something that in turn needs its table, so that the two are apart.
  private boolean needs(
      ObjectId part,
      ObjectId table,
      Function<ObjectId, List<Dependency>> dependencies,
      Predicate<ObjectId> counts) {
    var seen = new HashSet<ObjectId>();
    var open = new ArrayList<ObjectId>();
    for (var dependency : dependencies.apply(part)) {
      var isOfKey = part.kind() == Kind.CONSTRAINT && dependency.on().kind().isRelation();
      if (!isPartOf(dependency.on(), table) && !isOfKey) {
        open.add(dependency.on());
      }
    }
    while (!open.isEmpty()) {
      var last = open.removeLast();
      if (isPartOf(last, table)) {
        return true;
      }
      var id = last.kind() == Kind.COLUMN ? last.as(Kind.TABLE) : last;
      if (id.kind() != Kind.CONSTRAINT && counts.test(id) && seen.add(id)) {
        mentions.of(id).stream().filter(other -> other.kind().isRelation()).forEach(open::add);
        for (var dependency : dependencies.apply(id)) {
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
          case TABLE, // a partition
              COLUMN,
              DEFAULT,
              CONSTRAINT,
              INDEX,
              TRIGGER,
              RULE,
              POLICY,
              STATISTICS,
              SEQUENCE,
              PUBLICATION_TABLE,
              DOMAIN_CONSTRAINT ->
              true;
          default -> false;
        };
    if (!goesAlong) {
      return;
    }
    var apart =
        switch (id.kind()) {
          case CONSTRAINT, DEFAULT, POLICY, RULE, TRIGGER ->
              needs(id, id.as(Kind.TABLE), from::dependenciesOf, this::isDropped);
          default -> false;
        };
    for (var dependency : apart ? List.<Dependency>of() : from.dependenciesOf(id)) {
      var fate = fates.get(dependency.on());
      if (dependency.strength() == Strength.AUTO
          && fate != null
          && fate.breaksDependents()
          && !isOfView(dependency.on())
          && !(fate instanceof Fate.Rebuild(var moved, _) && moved.is("moved"))
          && !circle(id, dependency.on())) {
        droppers.put(id, dependency.on());
        return;
      }
    }
  }

  /// What is said about a view's column takes nothing along when it goes.
  private boolean isOfView(ObjectId id) {
    return id.kind() == Kind.COLUMN
        && fates.get(id) instanceof Fate.Drop(var column)
        && column.is("ofView");
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
}
