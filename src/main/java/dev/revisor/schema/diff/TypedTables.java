package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import dev.revisor.schema.ddl.Alteration;
import dev.revisor.schema.ddl.Stage;
import dev.revisor.schema.diff.Action.Key;
import dev.revisor.schema.diff.Action.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tables of a composite type: their columns are its attributes, and change with it.
record TypedTables(Catalog from, Catalog to) {
  private static final Alteration.InPlace NOTHING = new Alteration.InPlace(List.of());

  /// Whether there are tables of a type that stay so.
  boolean isOf(ObjectId type) {
    return tables().anyMatch(table -> table.get("ofType", "").equals(type.qualified()));
  }

  /// What becomes of a composite type that its tables follow.
  Alteration.InPlace carriedBy(SchemaObject type, Alteration.InPlace how) {
    return isOf(type.id())
        ? new Alteration.InPlace(how.stages().stream().map(TypedTables::cascading).toList())
        : how;
  }

  private static Stage cascading(Stage stage) {
    return Stage.of(
        stage.statements().stream()
            .map(sql -> sql.contains(" ATTRIBUTE ") ? sql + " CASCADE" : sql)
            .toList());
  }

  private Stream<SchemaObject> tables() {
    return from.objects().values().stream()
        .filter(table -> table.id().kind() == Kind.TABLE && table.is("ofType"))
        .filter(
            table ->
                to.get(table.id()) instanceof SchemaObject after
                    && table.get("ofType", "").equals(after.get("ofType")));
  }

  /// Takes away what the type does for its tables. A type that is made again does nothing for them:
  /// they are no tables of it meanwhile.
  void follow(SortedMap<ObjectId, Fate> fates) {
    joining(fates).forEach(table -> move(table, fates));
    for (var table : tables().toList()) {
      if (isMadeAgain(table.get("ofType", ""), fates)) {
        continue;
      }
      for (var entry : List.copyOf(fates.entrySet())) {
        var id = entry.getKey();
        if (id.kind() == Kind.COLUMN && id.as(Kind.TABLE).equals(table.id())) {
          if (entry.getValue() instanceof Fate.Drop(var column)) {
            fates.put(id, new Fate.Drop(column.with(Map.of("inherited", "true"))));
          } else if (isDoneByTheType(entry.getValue())) {
            fates.remove(id);
          }
        }
      }
    }
  }

  /// The tables that become ones of a type, or do so again.
  private List<ObjectId> joining(SortedMap<ObjectId, Fate> fates) {
    return to.objects().values().stream()
        .filter(table -> table.id().kind() == Kind.TABLE && table.is("ofType"))
        .filter(
            table ->
                from.get(table.id()) instanceof SchemaObject before
                    && (!table.get("ofType", "").equals(before.get("ofType"))
                        || isMadeAgain(table.get("ofType", ""), fates)))
        .map(SchemaObject::id)
        .toList();
  }

  /// A table becomes one of a type again when its columns stand as the attributes do. A new column
  /// comes last, so those that shall be behind it are made again behind it, with what is in them.
  private void move(ObjectId table, SortedMap<ObjectId, Fate> fates) {
    var wanted = columns(to, table);
    var kept = columns(from, table).stream().filter(to::has).toList();
    var at = 0;
    while (at < kept.size() && kept.get(at).equals(wanted.get(at))) {
      at++;
    }
    for (var id : wanted.subList(at, wanted.size())) {
      if (from.get(id) instanceof SchemaObject before && to.get(id) instanceof SchemaObject after) {
        fates.put(id, new Fate.Rebuild(moved(before, before), moved(after, before)));
      }
    }
  }

  private static SchemaObject moved(SchemaObject column, SchemaObject before) {
    return column.with(Map.of("moved", before.get("type", "")));
  }

  private static List<ObjectId> columns(Catalog catalog, ObjectId table) {
    return catalog.parts(Kind.COLUMN, table).stream()
        .sorted(Comparator.comparingInt(SchemaObject::position))
        .map(SchemaObject::id)
        .toList();
  }

  /// Columns come in the order of the attributes, and go aside once their table is of no type.
  ///
  /// @param creates what makes an object
  void order(
      SortedMap<ObjectId, Fate> fates, ActionGraph graph, Function<ObjectId, List<Key>> creates) {
    for (var table : joining(fates)) {
      var before = new ArrayList<Key>();
      for (var column : columns(to, table)) {
        graph.order(new Key(Phase.MAKE_WAY, table, 0), new Key(Phase.MAKE_WAY, column, 0));
        var now = creates.apply(column);
        before.forEach(first -> now.forEach(then -> graph.order(first, then)));
        before.addAll(now);
      }
    }
  }

  private static boolean isMadeAgain(String type, SortedMap<ObjectId, Fate> fates) {
    return fates.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getKey().kind() == Kind.COMPOSITE
                    && entry.getKey().qualified().equals(type)
                    && entry.getValue().breaksDependents());
  }

  /// A table that is none of its type while that is made again.
  ///
  /// @param fate what else happens to it
  static Fate.Alter apart(SchemaObject before, SchemaObject after, @Nullable Fate fate) {
    return new Fate.Alter(freed(before, "ofType"), after, how(fate));
  }

  /// A sequence that belongs to a column which comes again: it counts on.
  ///
  /// @param fate what else happens to it
  static Fate.Alter handedOver(SchemaObject before, SchemaObject after, @Nullable Fate fate) {
    return new Fate.Alter(freed(before, "ownedBy"), after, how(fate));
  }

  /// As if it belonged to another.
  private static SchemaObject freed(SchemaObject object, String property) {
    return object.with(Map.of(property, object.get(property, "") + " "));
  }

  private static Alteration.InPlace how(@Nullable Fate fate) {
    return fate instanceof Fate.Alter(_, _, var said) ? said : NOTHING;
  }

  private static boolean isDoneByTheType(Fate fate) {
    return switch (fate) {
      case Fate.Create(var column) -> bare(column).properties().isEmpty();
      case Fate.Alter(var before, var after, _) ->
          bare(before).equals(bare(after)) && !before.equals(after);
      default -> false;
    };
  }

  /// Without what comes from the type.
  private static SchemaObject bare(SchemaObject column) {
    Map<String, @Nullable String> values = new HashMap<>();
    values.put("type", null);
    values.put("collation", null);
    return new SchemaObject(column.id(), column.with(values).properties(), 0);
  }
}
