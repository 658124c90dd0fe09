package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Dependency;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Columns and defaults that partitions and children have from their parents: what the parent's own
/// change does to them ("Inheritance" and "Table Partitioning" in the manual).
record Inheritance(Catalog from, Catalog to) {
  /// What an inherited column or default is once its parent is as it shall be, and before anything
  /// is said about it alone. Empty: nothing.
  Optional<SchemaObject> given(ObjectId id) {
    var before = from.get(id);
    if (isTakenUp(id) || isLeft(id)) {
      return Optional.ofNullable(before);
    }
    var parentAfter = parent(to, id);
    if (before == null || !before.is("inherited")) {
      return parentAfter.map(parent -> inherited(parent, id));
    }
    var parentBefore = parent(from, id);
    if (parentBefore.isEmpty() || parentAfter.isEmpty()) {
      return parentAfter.isEmpty() && parentBefore.isPresent()
          ? Optional.empty()
          : Optional.of(before);
    }
    var moved = moved(before, parentBefore.get(), parentAfter.get());
    return Optional.of(
        sharesIdentity(id) ? moved : moved.with(withIdentity(before.get("identity"))));
  }

  /// Whether a child's own column becomes one that it has from a parent: it stays as it is.
  private boolean isTakenUp(ObjectId id) {
    var column = from.get(id.as(Kind.COLUMN));
    return column != null && !column.is("inherited");
  }

  /// A column that goes from a table alone, where children have it too: they keep it, or drop their
  /// own.
  SchemaObject going(SchemaObject column) {
    if (column.id().kind() != Kind.COLUMN || !to.has(column.id().as(Kind.TABLE))) {
      return column;
    }
    var name = column.id().as(Kind.TABLE).qualified();
    var isShared =
        from.objects().values().stream()
            .anyMatch(
                child ->
                    child.is("inherits")
                        && parents(child).contains(name)
                        && to.has(child.id())
                        && !isApart(child.id()));
    Map<String, @Nullable String> values = new HashMap<>();
    values.put("inherited", null);
    values.put("only", isShared ? "true" : null);
    return column.with(values);
  }

  /// Whether a child's column, or its default, is its own once its parents have the column no more.
  boolean isLeft(ObjectId id) {
    var column = id.as(Kind.COLUMN);
    var table = to.get(id.as(Kind.TABLE));
    return from.has(column)
        && table != null
        && table.is("inherits")
        && parent(to, column).isEmpty();
  }

  /// The columns of children that are made again come with their parents' after all.
  void withParents(SortedMap<ObjectId, Fate> fates) {
    fates.replaceAll(
        (id, fate) ->
            id.kind() == Kind.COLUMN
                    && fate instanceof Fate.Create
                    && fates.get(id.as(Kind.TABLE)) instanceof Fate.Rebuild
                    && to.get(id) instanceof SchemaObject column
                ? new Fate.Create(column)
                : fate);
  }

  /// The defaults that tables come by from their parents, and shall not have: of a new table, or
  /// where the parent gets another one.
  List<SchemaObject> unwanted() {
    var found = new ArrayList<SchemaObject>();
    for (var table : to.objects().values()) {
      if (table.id().kind() == Kind.TABLE) {
        for (var name : parents(table)) {
          to.parts(Kind.DEFAULT, table(name)).stream()
              .filter(value -> !value.is("generated") && isUnwanted(value, table.id()))
              .map(value -> inherited(value, of(table.id(), value)))
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  private boolean isUnwanted(SchemaObject value, ObjectId table) {
    var id = of(table, value);
    var before = from.get(value.id());
    var comes = !from.has(table) || !isApart(id) && (before == null || !before.says(value));
    return comes && !to.has(id) && !from.has(id) && to.has(id.as(Kind.COLUMN));
  }

  private static ObjectId of(ObjectId table, SchemaObject value) {
    return new ObjectId(Kind.DEFAULT, table.schema(), table.name(), value.id().detail());
  }

  /// A column as it is once its parents have it no more, where they lose it.
  @Nullable SchemaObject left(ObjectId column) {
    return isLeft(column) ? own(from.get(column)) : from.get(column);
  }

  /// Whether the table of a column or default is on its own for a while: it leaves its parents or
  /// comes to others, so that no parent's change reaches it.
  boolean isApart(ObjectId id) {
    var before = from.get(id.as(Kind.TABLE));
    var after = to.get(id.as(Kind.TABLE));
    return before != null
        && after != null
        && (differ(before, after, "partitionOf")
            || differ(before, after, "bound")
            || differ(before, after, "inherits"));
  }

  private static boolean differ(SchemaObject before, SchemaObject after, String property) {
    return !Objects.equals(before.get(property), after.get(property));
  }

  /// An object as it is in a table on its own.
  static @Nullable SchemaObject own(@Nullable SchemaObject object) {
    Map<String, @Nullable String> values = new HashMap<>();
    values.put("inherited", null);
    return object == null ? null : object.with(values);
  }

  /// Partitions have the identity of their parent since PostgreSQL 17; heirs never do.
  private boolean sharesIdentity(ObjectId id) {
    var table = to.get(id.as(Kind.TABLE));
    return table != null && table.is("partitionOf") && to.serverVersion() >= 17;
  }

  private static Map<String, @Nullable String> withIdentity(@Nullable String identity) {
    Map<String, @Nullable String> values = new HashMap<>();
    values.put("identity", identity);
    return values;
  }

  /// The object with the parent's changes made to it as well.
  private static SchemaObject moved(SchemaObject object, SchemaObject before, SchemaObject after) {
    var names = new TreeSet<>(before.properties().keySet());
    names.addAll(after.properties().keySet());
    Map<String, @Nullable String> values = new HashMap<>();
    for (var name : names) {
      var own = name.equals("comment") || name.equals("privileges") || name.equals("inherited");
      if (!own && !Objects.equals(before.get(name), after.get(name))) {
        values.put(name, after.get(name));
      }
    }
    values.remove("identityOptions");
    return object.with(values);
  }

  private SchemaObject inherited(SchemaObject parent, ObjectId id) {
    Map<String, @Nullable String> values = new HashMap<>();
    for (var name :
        new String[] {"comment", "privileges", "statistics", "options", "identityOptions"}) {
      values.put(name, null);
    }
    if (!sharesIdentity(id)) {
      values.put("identity", null);
    }
    values.put("inherited", "true");
    return new SchemaObject(id, parent.properties(), parent.position()).with(values);
  }

  /// The parent's object for a column or default of a child.
  private static Optional<SchemaObject> parent(Catalog catalog, ObjectId id) {
    var table = catalog.get(id.as(Kind.TABLE));
    if (table == null) {
      return Optional.empty();
    }
    for (var name : parents(table)) {
      var owner = table(name);
      var found = catalog.get(new ObjectId(id.kind(), owner.schema(), owner.name(), id.detail()));
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /// The names of the tables that one has its columns from.
  static List<String> parents(SchemaObject table) {
    var names = table.get("partitionOf", table.get("inherits", ""));
    return names.isEmpty() ? List.of() : List.of(names.split(", "));
  }

  /// The tables that one has its columns from, and theirs; the nearest first.
  static List<ObjectId> ancestors(Catalog catalog, ObjectId table) {
    var found = new ArrayList<ObjectId>();
    var open = new ArrayDeque<>(List.of(table));
    while (!open.isEmpty()) {
      var at = catalog.get(open.remove());
      for (var name : at == null ? List.<String>of() : parents(at)) {
        var parent = table(name);
        if (!found.contains(parent)) {
          found.add(parent);
          open.add(parent);
        }
      }
    }
    return found;
  }

  /// The table of a qualified name.
  static ObjectId table(String name) {
    var dot = name.startsWith("\"") ? name.indexOf("\".") + 1 : name.indexOf('.');
    return new ObjectId(Kind.TABLE, name.substring(0, dot), name.substring(dot + 1));
  }

  /// A catalog in which what needs an inherited column needs the parents' column too: that is what
  /// is altered and dropped for all of them.
  Catalog told(Catalog catalog) {
    if (catalog.objects().values().stream().noneMatch(Inheritance::isOfHeir)) {
      return catalog;
    }
    var more = new ArrayList<Dependency>();
    for (var dependency : catalog.dependencies()) {
      var at = parent(catalog, dependency);
      while (at.isPresent()) {
        more.add(at.get());
        at = parent(catalog, at.get());
      }
    }
    more.addAll(catalog.dependencies());
    return Catalog.of(catalog.serverVersion(), catalog.objects().values(), more);
  }

  private Optional<Dependency> parent(Catalog catalog, Dependency dependency) {
    var on = dependency.on();
    var follows =
        on.kind() == Kind.COLUMN
            && dependency.dependent().kind() != Kind.DEFAULT
            && catalog.get(on) instanceof SchemaObject column
            && isOfHeir(column)
            && from.has(on.as(Kind.TABLE))
            && to.has(on.as(Kind.TABLE))
            && !isApart(on)
            && !isLeft(on);
    return follows
        ? parent(catalog, on)
            .map(
                column ->
                    new Dependency(dependency.dependent(), column.id(), dependency.strength()))
        : Optional.empty();
  }

  private static boolean isOfHeir(SchemaObject object) {
    return object.id().kind() == Kind.COLUMN && object.is("inherited");
  }
}
