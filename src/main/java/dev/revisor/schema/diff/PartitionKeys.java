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
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Constraints and indexes that a partition has from its table. Catalogs tell of them with that
/// table only; a partition that leaves it keeps them as its own, and one that comes must fit to its
/// checks before ("ALTER TABLE" in the manual). Names that the server chose are taken to be what it
/// chooses by itself.
final class PartitionKeys {
  private static final Pattern COLUMNS =
      Pattern.compile("\\(((?:\\w+|\"[^\"]+\")(?:, (?:\\w+|\"[^\"]+\"))*)\\)");

  /// Before this version a partition that leaves loses those keys of its table that refer to
  /// partitioned tables.
  private static final int KEEPS_KEYS = 15;

  /// Longer names would be cut by the server.
  private static final int LONGEST = 63;

  private final Catalog from;
  private final Catalog to;
  private final List<Copy> kept = new ArrayList<>();
  private final List<Copy> wanted = new ArrayList<>();
  private final Set<ObjectId> moving = new HashSet<>();

  private PartitionKeys(Catalog from, Catalog to) {
    this.from = from;
    this.to = to;
    from.objects().values().stream()
        .filter(table -> table.id().kind() == Kind.TABLE)
        .forEach(this::table);
  }

  /// What a partition has of what a table above it has.
  private record Copy(SchemaObject object, ObjectId original, ObjectId partition, ObjectId table) {
    private ObjectId id() {
      return object.id();
    }

    /// What it needs: what the original does, of the partition where that does of its own table.
    private Dependency dependency(Dependency ofOriginal) {
      var on = ofOriginal.on();
      var own = on.kind().isPart() && on.as(Kind.TABLE).equals(table);
      var moved =
          own
              ? new ObjectId(on.kind(), partition.schema(), partition.name(), on.detail())
              : on.equals(table) ? partition : on;
      return new Dependency(id(), moved, ofOriginal.strength());
    }
  }

  /// Both catalogs with what partitions that come and go have as their own.
  record Told(Catalog from, Catalog to) {
    /// Both with what needs a column of a partition or child as needing its parent's.
    Told withHeirs() {
      var inheritance = new Inheritance(from, to);
      return new Told(inheritance.told(from), inheritance.told(to));
    }
  }

  static Told in(Catalog from, Catalog to) {
    var keys = new PartitionKeys(from, to);
    var after = new Lookalikes(from, to).marked(keys.withOwn(to), keys.moving);
    return new Told(with(keys.withOwn(from), keys.kept), with(after, keys.wanted));
  }

  /// The catalog with keys that are part of a table's index as the partition's alone, where that
  /// comes or goes: what attaches and detaches it does so with its indexes.
  private Catalog withOwn(Catalog catalog) {
    if (moving.isEmpty()) {
      return catalog;
    }
    var own = new HashMap<ObjectId, SchemaObject>();
    for (var object : catalog.objects().values()) {
      if (Indexes.isPart(object) && moving.contains(object.id().as(Kind.TABLE))) {
        own.put(object.id(), alone(object));
      }
    }
    return own.isEmpty()
        ? catalog
        : Catalog.of(
            catalog.serverVersion(),
            catalog.objects().values().stream()
                .map(object -> own.getOrDefault(object.id(), object))
                .toList(),
            catalog.dependencies().stream()
                .filter(
                    each -> !own.containsKey(each.dependent()) || each.on().kind() != Kind.INDEX)
                .toList());
  }

  private static SchemaObject alone(SchemaObject key) {
    Map<String, @Nullable String> values = new HashMap<>();
    values.put("partOf", null);
    return key.with(values);
  }

  private void table(SchemaObject before) {
    var after = to.get(before.id());
    if (after == null
        || Objects.equals(before.get("partitionOf"), after.get("partitionOf"))
            && Objects.equals(before.get("bound"), after.get("bound"))) {
      return;
    }
    moving.add(before.id());
    var left = copies(from, before).stream().filter(copy -> !isLost(copy)).toList();
    for (var copy : left) {
      if (!from.has(copy.id())) {
        kept.add(copy);
      }
    }
    var there = new ArrayList<>(left.stream().map(Copy::object).toList());
    there.addAll(ofTable(from, before.id().qualified()));
    for (var copy : copies(to, after)) {
      var isThere =
          there.stream().anyMatch(each -> each.properties().equals(copy.object.properties()));
      if (!to.has(copy.id()) && (isThere || copy.object.get("type", "").equals("CHECK"))) {
        wanted.add(copy);
      }
    }
  }

  private boolean isLost(Copy key) {
    return from.serverVersion() < KEEPS_KEYS
        && key.object.is("references")
        && from.get(Inheritance.table(key.object.get("references", "")))
            instanceof SchemaObject table
        && table.is("partitionBy");
  }

  /// What a partition has from its table, and from what that is a partition of.
  private static List<Copy> copies(Catalog catalog, SchemaObject partition) {
    var copies = new ArrayList<Copy>();
    var replaced =
        catalog.parts(Kind.CONSTRAINT, partition.id()).stream()
            .map(key -> key.get("partOf", ""))
            .toList();
    var above =
        partition.is("partitionOf")
            ? Inheritance.ancestors(catalog, partition.id())
            : List.<ObjectId>of();
    for (var table : above) {
      for (var object : ofTable(catalog, table.qualified())) {
        var name = name(object, partition.id().name());
        if (name != null
            && !Indexes.isLacking(object)
            && !replaced.contains(object.id().qualified())) {
          var copy = copy(object, partition, table, name);
          copies.add(new Copy(copy, object.id(), partition.id(), table));
        }
      }
    }
    return copies;
  }

  private static List<SchemaObject> ofTable(Catalog catalog, String table) {
    return catalog.objects().values().stream()
        .filter(
            object ->
                object.id().kind() == Kind.CONSTRAINT && object.id().qualified().equals(table)
                    || object.id().kind() == Kind.INDEX && object.get("table", "").equals(table))
        .toList();
  }

  private static SchemaObject copy(
      SchemaObject object, SchemaObject of, ObjectId table, String name) {
    var partition = of.id();
    Map<String, @Nullable String> values = new HashMap<>();
    values.put("comment", null);
    values.put("indexComment", null);
    if (object.id().kind() == Kind.CONSTRAINT) {
      var id = new ObjectId(Kind.CONSTRAINT, partition.schema(), partition.name(), name);
      return new SchemaObject(id, object.with(values).properties(), 0);
    }
    values.put("partitioned", of.is("partitionBy") ? "true" : null);
    values.put("table", partition.qualified());
    values.put(
        "definition",
        object
            .get("definition", "")
            .replace("ON " + table.qualified() + " ", "ON " + partition.qualified() + " "));
    var id = new ObjectId(Kind.INDEX, partition.schema(), name);
    return new SchemaObject(id, object.with(values).properties(), 0);
  }

  /// The name of a partition's constraint or index; `null` where it cannot be known.
  static @Nullable String name(SchemaObject object, String partition) {
    var type = object.get("type", "");
    if (type.equals("CHECK") || type.equals("FOREIGN KEY")) {
      return object.id().detail();
    }
    var ending =
        object.id().kind() == Kind.INDEX ? "_idx" : type.equals("UNIQUE") ? "_key" : "_excl";
    var columns = COLUMNS.matcher(object.get("definition", ""));
    if (!type.equals("PRIMARY KEY") && !columns.find()) {
      return null;
    }
    var plain =
        type.equals("PRIMARY KEY")
            ? partition.replace("\"", "") + "_pkey"
            : (partition + "_" + columns.group(1).replace(", ", "_")).replace("\"", "") + ending;
    return plain.length() > LONGEST
        ? null
        : partition.startsWith("\"") || !plain.matches("[a-z_0-9]+") ? "\"" + plain + "\"" : plain;
  }

  private static Catalog with(Catalog catalog, List<Copy> copies) {
    if (copies.isEmpty()) {
      return catalog;
    }
    var objects = new ArrayList<>(catalog.objects().values());
    var dependencies = new HashSet<>(catalog.dependencies());
    for (var copy : copies) {
      objects.add(copy.object);
      dependencies.add(new Dependency(copy.id(), copy.partition, Strength.AUTO));
      catalog.dependencies().stream()
          .filter(dependency -> dependency.dependent().equals(copy.original))
          .forEach(dependency -> dependencies.add(copy.dependency(dependency)));
    }
    return Catalog.of(catalog.serverVersion(), objects, dependencies);
  }
}
