package dev.revisor.engine.desired;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What of a catalog belongs to some tables and sequences, in whatever schemas they are: they
/// themselves, their parts, indexes and sequences.
final class Belongings {
  private final Set<String> tables;
  private final Set<ObjectId> ids = new HashSet<>();
  private final Set<String> relations = new HashSet<>();
  private final Set<String> names = new HashSet<>();
  private boolean plain = true;

  private Belongings(Set<String> tables) {
    this.tables = tables;
  }

  /// @param tables as [Words#key] gives their names
  static Belongings of(Catalog catalog, Set<String> tables) {
    var belongings = new Belongings(tables);
    for (var object : catalog.objects().values()) {
      if (belongings.hasIn(object)) {
        belongings.add(object);
      }
    }
    return belongings;
  }

  Set<ObjectId> ids() {
    return ids;
  }

  /// What a statement can mean them by.
  Set<String> relations() {
    return relations;
  }

  /// All names they have taken, those of constraints too.
  Set<String> names() {
    return names;
  }

  /// Whether they are tables that have nothing from elsewhere and nothing but columns, constraints,
  /// indexes and sequences.
  boolean arePlain() {
    return plain;
  }

  private boolean hasIn(SchemaObject object) {
    return switch (object.id().kind()) {
      case INDEX -> tables.contains(last(object.get("table", "")));
      case SEQUENCE -> tables.contains(key(object.id().name())) || tables.contains(owner(object));
      case PUBLICATION_TABLE -> tables.contains(last(object.id().name()));
      default -> tables.contains(key(object.id().name()));
    };
  }

  private void add(SchemaObject object) {
    ids.add(object.id());
    names.addAll(namesOf(object));
    switch (object.id().kind()) {
      case TABLE -> {
        relations.addAll(namesOf(object));
        plain &= !isRelated(object);
      }
      case INDEX, SEQUENCE, COLUMN -> relations.addAll(namesOf(object));
      case CONSTRAINT -> {
        if (!object.get("definition", "").matches("(?s)(CHECK|FOREIGN KEY) .*")) {
          relations.addAll(namesOf(object));
        }
      }
      case DEFAULT -> {}
      default -> plain = false;
    }
  }

  /// Whether a table has something from another, or shares what it has.
  static boolean isRelated(SchemaObject table) {
    return table.is("inherits")
        || table.is("partitionOf")
        || table.is("partitionBy")
        || table.is("ofType")
        || table.is("server");
  }

  /// The names that an object takes from others: its own, and those that no catalog lists: of an
  /// identity's sequence, of a range's multirange.
  static Set<String> namesOf(SchemaObject object) {
    var id = object.id();
    return switch (id.kind()) {
      case CONSTRAINT, DOMAIN_CONSTRAINT -> Set.of(key(id.detail()));
      case COLUMN ->
          object.is("identity")
              ? Set.of(key(id.name()) + "_" + key(id.detail()) + "_seq")
              : Set.of();
      case RANGE -> {
        var name = key(id.name());
        yield new HashSet<>(
            List.of(name, name + "_multirange", name.replaceFirst("range", "multirange")));
      }
      default -> id.kind().isPart() ? Set.of() : Set.of(key(id.name()));
    };
  }

  private static String owner(SchemaObject sequence) {
    var column = sequence.get("ownedBy", "");
    return last(column.substring(0, Math.max(0, column.length() - lastLength(column) - 1)));
  }

  /// The last part of a dotted name in SQL.
  static String last(String qualified) {
    return key(qualified.substring(qualified.length() - lastLength(qualified)));
  }

  private static int lastLength(String qualified) {
    var quoted = false;
    var from = 0;
    for (var at = 0; at < qualified.length(); at++) {
      quoted ^= qualified.charAt(at) == '"';
      from = !quoted && qualified.charAt(at) == '.' ? at + 1 : from;
    }
    return qualified.length() - from;
  }

  /// A name in SQL as it is compared here.
  static String key(String sql) {
    return Words.key(
        sql.startsWith("\"") ? sql.substring(1, sql.length() - 1).replace("\"\"", "\"") : sql);
  }
}
