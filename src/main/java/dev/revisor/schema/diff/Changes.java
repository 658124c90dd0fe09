package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/// Compares two catalogs, object by object.
final class Changes {
  private Changes() {}

  /// All that differs, by kind and name. Parts of a table that is new or gone are not listed: they
  /// go without saying.
  static List<Change> between(Catalog from, Catalog to) {
    return compared(from, to).changes();
  }

  /// Two catalogs and what differs; see [OtherOwners] for what is left out of them.
  record Compared(Catalog from, Catalog to, List<Change> changes) {}

  static Compared compared(Catalog from, Catalog to) {
    var ids = from.differing(to);
    var owners = OtherOwners.among(ids, from, to);
    if (owners.isEmpty()) {
      return new Compared(from, to, among(ids, from, to));
    }
    var before = owners.leftOutOf(from);
    var after = owners.leftOutOf(to);
    return new Compared(before, after, among(before.differing(after), before, after));
  }

  private static List<Change> among(List<ObjectId> ids, Catalog from, Catalog to) {
    var changes = new ArrayList<Change>();
    for (var id : ids) {
      var before = from.get(id);
      var after = to.get(id);
      if (before == null && after != null) {
        if (!isImplied(id, after, from)) {
          changes.add(new Change(id, Change.Action.ADDED, new TreeMap<>()));
        }
      } else if (after == null && before != null) {
        if (!isImplied(id, before, to)) {
          changes.add(new Change(id, Change.Action.REMOVED, new TreeMap<>()));
        }
      } else if (before != null && after != null) {
        changes.add(new Change(id, Change.Action.ALTERED, values(before, after)));
      }
    }
    return List.copyOf(changes);
  }

  private static TreeMap<String, Change.Values> values(SchemaObject before, SchemaObject after) {
    var values = new TreeMap<String, Change.Values>();
    var names = new TreeSet<>(before.properties().keySet());
    names.addAll(after.properties().keySet());
    for (var name : names) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        values.put(name, new Change.Values(before.get(name), after.get(name)));
      }
    }
    return values;
  }

  private static boolean isImplied(ObjectId id, SchemaObject object, Catalog other) {
    if (id.kind() == Kind.DEFAULT) {
      return !other.has(id.as(Kind.COLUMN)) && !object.is("ofView");
    }
    if (id.kind() == Kind.DOMAIN_CONSTRAINT) {
      return !other.has(new ObjectId(Kind.DOMAIN, id.schema(), id.name()));
    }
    if (id.kind() == Kind.INDEX) {
      return !hasTable(other, Kind.TABLE, object)
          && !hasTable(other, Kind.MATERIALIZED_VIEW, object);
    }
    return id.kind().isPart() && other.relation(id.schema(), id.name()).isEmpty();
  }

  private static boolean hasTable(Catalog catalog, Kind kind, SchemaObject index) {
    var table = index.get("table", "");
    var schema = index.id().schema();
    return table.startsWith(schema + ".")
        && catalog.has(new ObjectId(kind, schema, table.substring(schema.length() + 1)));
  }
}
