package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The objects that a change of schema can have to do with: those that differ, the tables they are
/// parts of, whatever depends on those that differ, and all that any of these needs. Statements
/// that lead from one catalog to the other name nothing else, so what holds for the vicinity holds
/// for the whole.
///
/// What acts on statements without being named is always within: schemas, extensions, event
/// triggers, default privileges.
public final class Vicinity {
  private final Set<ObjectId> within = new HashSet<>();
  private final Deque<ObjectId> open = new ArrayDeque<>();
  private final List<Side> sides;

  /// One of the two catalogs.
  private static final class Side {
    private final Catalog catalog;
    private final Dependents dependents;
    private final Map<String, List<ObjectId>> indexes = new HashMap<>();
    private final Map<String, List<ObjectId>> keysTo = new HashMap<>();
    private final Map<String, List<ObjectId>> heirs = new HashMap<>();
    private final Mentions mentions;

    private Side(Catalog catalog) {
      this.catalog = catalog;
      this.dependents = new Dependents(catalog);
      for (var object : catalog.objects().values()) {
        if (object.id().kind() == Kind.INDEX) {
          indexes.computeIfAbsent(object.get("table", ""), _ -> list()).add(object.id());
        } else if (object.is("references")) {
          keysTo.computeIfAbsent(object.get("references", ""), _ -> list()).add(object.id());
        } else if (object.id().kind() == Kind.TABLE) {
          for (var parent : Inheritance.parents(object)) {
            heirs.computeIfAbsent(parent, _ -> list()).add(object.id());
          }
        }
      }
      this.mentions = Mentions.in(catalog.objects().keySet(), catalog);
    }

    private static List<ObjectId> list() {
      return new ArrayList<>(4);
    }
  }

  private Vicinity(Catalog from, Catalog to) {
    this.sides = List.of(new Side(from), new Side(to));
    for (var side : sides) {
      side.catalog.objects().keySet().stream()
          .filter(id -> isEverywhere(id.kind()))
          .forEach(this::add);
    }
    spread(new ArrayDeque<>(from.differing(to)));
    while (!open.isEmpty()) {
      complete(open.remove());
    }
  }

  public static Vicinity of(Catalog from, Catalog to) {
    return new Vicinity(from, to);
  }

  /// A catalog with these objects only.
  public Catalog in(Catalog catalog) {
    return catalog.only(within);
  }

  private static boolean isEverywhere(Kind kind) {
    return switch (kind) {
      case SCHEMA, EXTENSION, EVENT_TRIGGER, DEFAULT_PRIVILEGES -> true;
      default -> false;
    };
  }

  private void add(ObjectId id) {
    if (within.add(id)) {
      open.add(id);
    }
  }

  /// What differs and all that depends on it, with the whole of the tables they belong to. What is
  /// in a schema does not change with it.
  private void spread(Deque<ObjectId> changed) {
    var seen = new HashSet<>(changed);
    while (!changed.isEmpty()) {
      var id = changed.remove();
      add(id);
      for (var side : sides) {
        wholly(side, id);
        family(side, id).stream().filter(seen::add).forEach(changed::add);
        if (id.kind() != Kind.SCHEMA) {
          for (var dependent : side.dependents.of(id)) {
            if (seen.add(dependent)) {
              changed.add(dependent);
            }
          }
        }
      }
    }
  }

  /// The tables that a table has its columns from, with the keys that refer to them, and those that
  /// have theirs from it.
  ///
  /// @return the columns there that change with a column, and the keys and indexes that are made
  ///   again with one
  private List<ObjectId> family(Side side, ObjectId id) {
    var changed = new ArrayList<ObjectId>();
    for (var whole : wholes(side, id)) {
      for (var heir : heirs(side, whole)) {
        wholly(side, heir);
        if (id.kind() == Kind.COLUMN) {
          changed.add(new ObjectId(Kind.COLUMN, heir.schema(), heir.name(), id.detail()));
        }
        changed.addAll(taken(side, id, heir));
      }
      for (var ancestor : Inheritance.ancestors(side.catalog, whole)) {
        wholly(side, ancestor);
        side.keysTo.getOrDefault(ancestor.qualified(), List.of()).forEach(this::add);
      }
    }
    return changed;
  }

  /// Those that have columns from a table, over all generations.
  private static Set<ObjectId> heirs(Side side, ObjectId table) {
    var found = new LinkedHashSet<ObjectId>();
    var next = new ArrayDeque<>(List.of(table));
    while (!next.isEmpty()) {
      for (var heir : side.heirs.getOrDefault(next.remove().qualified(), List.of())) {
        if (found.add(heir)) {
          next.add(heir);
        }
      }
    }
    return found;
  }

  private static List<ObjectId> taken(Side side, ObjectId id, ObjectId heir) {
    var made = side.catalog.get(id);
    if (made == null || !Indexes.isIndexed(made)) {
      return List.of();
    }
    var own = new ArrayList<>(side.catalog.parts(Kind.CONSTRAINT, heir));
    side.indexes
        .getOrDefault(heir.qualified(), List.of())
        .forEach(index -> own.add(Objects.requireNonNull(side.catalog.get(index))));
    return own.stream()
        .filter(each -> Lookalikes.isTaken(each, made))
        .map(SchemaObject::id)
        .toList();
  }

  /// The table, view or domain of a part, of an index or of a sequence, and all of its parts.
  private void wholly(Side side, ObjectId id) {
    for (var whole : wholes(side, id)) {
      add(whole);
      for (var kind : Kind.values()) {
        if (kind.isPart()) {
          side.catalog.parts(kind, whole).forEach(part -> add(part.id()));
        }
      }
      side.indexes.getOrDefault(whole.qualified(), List.of()).forEach(this::add);
      side.dependents.of(whole).stream()
          .filter(dependent -> dependent.kind() == Kind.PUBLICATION_TABLE)
          .forEach(this::add);
    }
  }

  private static List<ObjectId> wholes(Side side, ObjectId id) {
    if (id.kind().isRelation() || id.kind() == Kind.DOMAIN) {
      return List.of(id);
    }
    if (id.kind().isPart()) {
      return wholes(side, id.schema(), id.name());
    }
    var object = side.catalog.get(id);
    var owner =
        object == null ? "" : id.kind() == Kind.INDEX ? object.get("table", "") : owner(object);
    return owner.startsWith(id.schema() + ".")
        ? wholes(side, id.schema(), owner.substring(id.schema().length() + 1))
        : List.of();
  }

  /// The table of the column that a sequence belongs to.
  private static String owner(SchemaObject object) {
    var column = object.id().kind() == Kind.SEQUENCE ? object.get("ownedBy", "") : "";
    return column.substring(0, Math.max(0, column.lastIndexOf('.')));
  }

  private static List<ObjectId> wholes(Side side, String schema, String name) {
    var found = new ArrayList<ObjectId>();
    side.catalog.relation(schema, name).ifPresent(relation -> found.add(relation.id()));
    var domain = new ObjectId(Kind.DOMAIN, schema, name);
    if (side.catalog.has(domain)) {
      found.add(domain);
    }
    return found;
  }

  /// What something needs: what it depends on, its table, what the body of a routine names, and
  /// what makes a table the same to others: its columns and what keeps their values right.
  private void complete(ObjectId id) {
    for (var side : sides) {
      side.catalog.dependenciesOf(id).forEach(needed -> add(needed.on()));
      side.mentions.of(id).forEach(this::add);
      if (side.catalog.get(id) instanceof SchemaObject index && Indexes.isLacking(index)) {
        // it would be whole where those that lack it are not
        heirs(side, Indexes.table(index)).forEach(this::add);
      }
      for (var whole : wholes(side, id)) {
        add(whole);
        for (var kind : List.of(Kind.COLUMN, Kind.DEFAULT, Kind.DOMAIN_CONSTRAINT)) {
          side.catalog.parts(kind, whole).forEach(part -> add(part.id()));
        }
        side.catalog.parts(Kind.CONSTRAINT, whole).stream()
            .filter(constraint -> !constraint.get("type", "").equals("FOREIGN KEY"))
            .forEach(constraint -> add(constraint.id()));
      }
    }
  }
}
