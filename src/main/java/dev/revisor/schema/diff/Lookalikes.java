package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// Indexes and keys that partitions keep as their own beside equal ones that their table gets. The
/// server takes for a part of the new one what a partition has already (`DefineIndex` in
/// PostgreSQL's `indexcmds.c`), so they are made again after it. So are those of a partition that
/// comes to its table.
record Lookalikes(Catalog from, Catalog to) {
  /// What it does not look at (`CompareIndexInfo` in `index.c`).
  private static final Pattern UNSEEN =
      Pattern.compile(" (DESC|NULLS (FIRST|LAST)|WITH \\([^()]*\\))(?=[,) ]|$)");

  /// A catalog in which what must be made once its partition has come is `beside` its table's.
  ///
  /// @param moving partitions that come
  Catalog marked(Catalog catalog, Set<ObjectId> moving) {
    var beside = new HashMap<ObjectId, SchemaObject>();
    for (var own : moving.isEmpty() ? List.<SchemaObject>of() : catalog.objects().values()) {
      if (Indexes.isIndexed(own) && !Indexes.isPart(to.get(own.id())) && isBeside(own, moving)) {
        beside.put(own.id(), own.with(Map.of("beside", "true")));
      }
    }
    return beside.isEmpty()
        ? catalog
        : Catalog.of(
            catalog.serverVersion(),
            catalog.objects().values().stream()
                .map(object -> beside.getOrDefault(object.id(), object))
                .toList(),
            catalog.dependencies());
  }

  private boolean isBeside(SchemaObject own, Set<ObjectId> moving) {
    var tables = new ArrayList<>(List.of(Indexes.table(own)));
    tables.addAll(Inheritance.ancestors(to, tables.getFirst()));
    var lowest = tables.stream().filter(moving::contains).findFirst();
    return lowest.isPresent()
        && to.objects().values().stream()
            .filter(this::isTaker)
            .filter(whole -> tables.indexOf(Indexes.table(whole)) > tables.indexOf(lowest.get()))
            .anyMatch(whole -> isTaken(own, whole));
  }

  void spare(SortedMap<ObjectId, Fate> fates) {
    var takers = new ArrayList<SchemaObject>();
    for (var fate : fates.values()) {
      switch (fate) {
        case Fate.Create(var made) when isTaker(made) -> takers.add(made);
        case Fate.Rebuild(_, var made) when isTaker(made) -> takers.add(made);
        default -> {}
      }
    }
    for (var own : takers.isEmpty() ? List.<SchemaObject>of() : kept(fates)) {
      var tables = Inheritance.ancestors(to, Indexes.table(own));
      if (takers.stream()
          .anyMatch(made -> tables.contains(Indexes.table(made)) && isTaken(own, made))) {
        makeAgain(own, fates);
      }
    }
  }

  /// Indexes and keys of partitions that are not made anyway.
  private List<SchemaObject> kept(SortedMap<ObjectId, Fate> fates) {
    return to.objects().values().stream()
        .filter(Indexes::isIndexed)
        .filter(own -> !(fates.get(own.id()) instanceof Fate fate && fate.isMade()))
        .filter(
            own ->
                to.get(Indexes.table(own)) instanceof SchemaObject table && table.is("partitionOf"))
        .toList();
  }

  private void makeAgain(SchemaObject own, SortedMap<ObjectId, Fate> fates) {
    if (fates.get(own.id()) instanceof Fate.Rename(var before, _)) {
      fates.put(before.id(), new Fate.Drop(before));
      fates.put(own.id(), new Fate.Create(own));
    } else if (from.get(own.id()) instanceof SchemaObject before) {
      fates.put(own.id(), new Fate.Rebuild(before, own));
    }
  }

  /// Whether it comes to all partitions of its table.
  private boolean isTaker(SchemaObject made) {
    return Indexes.isIndexed(made)
        && !Indexes.isLacking(made)
        && to.get(Indexes.table(made)) instanceof SchemaObject table
        && table.is("partitionBy");
  }

  /// A key takes keys only, of whatever sort.
  static boolean isTaken(SchemaObject own, SchemaObject made) {
    return Indexes.isIndexed(own)
        && !Indexes.isPart(own)
        && !own.id().equals(made.id())
        && (own.id().kind() == Kind.CONSTRAINT || made.id().kind() == Kind.INDEX)
        && !isExclusion(own)
        && shape(own).equals(shape(made));
  }

  /// Those are never taken on.
  private static boolean isExclusion(SchemaObject key) {
    return key.get("type", "").equals("EXCLUDE")
        || key.get("definition", "").contains(" WITHOUT OVERLAPS");
  }

  /// What an index is without its table, as the definitions of indexes have it.
  private static String shape(SchemaObject index) {
    var definition = index.get("definition", "");
    var unique = index.id().kind() == Kind.CONSTRAINT || index.is("unique");
    var shape =
        index.id().kind() == Kind.CONSTRAINT
            ? " USING btree "
                + definition
                    .substring(Math.max(0, definition.indexOf('(')))
                    .replaceFirst(" DEFERRABLE.*", "")
                + (definition.contains(" NULLS NOT DISTINCT ") ? " NULLS NOT DISTINCT" : "")
            : definition.substring(Math.max(0, definition.indexOf(" USING ")));
    return unique + UNSEEN.matcher(shape).replaceAll("");
  }
}
