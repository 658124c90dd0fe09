package dev.revisor.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which objects are looked at.
///
/// @param schemas patterns of schema names; the system's and Revisor's own never count
/// @param included patterns of `schema.name`, `schema.*` with the schema itself; none: everything
/// @param ignored patterns of `schema.name`, left alone together with their parts
/// @param owners whether owners are compared
public record Selection(
    List<NamePattern> schemas,
    List<NamePattern> included,
    List<NamePattern> ignored,
    Owners owners) {
  /// Whether the owner of an object is a part of the schema.
  public enum Owners {
    LEFT_OUT,
    COMPARED
  }

  public Selection {
    schemas = List.copyOf(schemas);
    included = List.copyOf(included);
    ignored = List.copyOf(ignored);
  }

  public static Selection of(List<String> schemas, List<String> ignored) {
    return new Selection(patterns(schemas), List.of(), patterns(ignored), Owners.LEFT_OUT);
  }

  /// The same, narrowed: only what matches one of the first, and nothing that matches one of the
  /// second.
  public Selection narrowed(List<String> include, List<String> exclude) {
    var ignoring = new ArrayList<>(ignored);
    ignoring.addAll(patterns(exclude));
    return new Selection(schemas, patterns(include), ignoring, owners);
  }

  public Selection withSchemas(List<String> names) {
    return new Selection(patterns(names), included, ignored, owners);
  }

  public Selection withOwners(Owners compared) {
    return new Selection(schemas, included, ignored, compared);
  }

  /// Patterns of names, one a text.
  public static List<NamePattern> patterns(List<String> texts) {
    return texts.stream().map(NamePattern::new).toList();
  }

  public boolean comparesOwners() {
    return owners == Owners.COMPARED;
  }

  /// Whether a schema, named as the catalog has it, is in reach.
  public boolean hasSchema(String name) {
    return !name.startsWith("pg_")
        && !name.equals("information_schema")
        && !name.equals("revisor")
        && schemas.stream().anyMatch(pattern -> pattern.matches(name));
  }

  /// A catalog with what is looked at only.
  public Catalog of(Catalog catalog) {
    var left = new HashSet<ObjectId>();
    for (var object : catalog.objects().values()) {
      if (!wants(catalog, object)) {
        left.add(object.id());
      }
    }
    return left.isEmpty() ? catalog : catalog.without(left);
  }

  /// The patterns of what is included that fit nothing in a catalog.
  ///
  /// @param catalog with what is looked at only
  public List<NamePattern> unmatched(Catalog catalog) {
    var left = new ArrayList<>(included);
    for (var objects = catalog.objects().values().iterator();
        !left.isEmpty() && objects.hasNext(); ) {
      var object = objects.next();
      var names = names(catalog, object);
      left.removeIf(pattern -> fits(pattern, names, object.id()));
    }
    return left;
  }

  /// The patterns of schemas that fit none in a catalog. Where only some objects are included,
  /// their schemas need not be there, and this tells nothing.
  ///
  /// @param catalog with what is looked at only
  public List<NamePattern> unmatchedSchemas(Catalog catalog) {
    var left = new ArrayList<>(included.isEmpty() ? schemas : List.of());
    catalog.objects().keySet().stream()
        .filter(id -> id.kind() == Kind.SCHEMA)
        .forEach(id -> left.removeIf(pattern -> pattern.matches(plain(id.name()))));
    return left;
  }

  private boolean wants(Catalog catalog, SchemaObject object) {
    if (included.isEmpty() && isOutOfReach(object.id())) {
      return true;
    }
    var names = names(catalog, object);
    return (included.isEmpty()
            || included.stream().anyMatch(pattern -> fits(pattern, names, object.id())))
        && ignored.stream().noneMatch(p -> names.stream().anyMatch(p::matches));
  }

  /// Whether no pattern of what is ignored is about the schema of a table or of one of its parts:
  /// their names all begin with it.
  private boolean isOutOfReach(ObjectId id) {
    if (id.kind() != Kind.TABLE && !id.kind().isPart()) {
      return ignored.isEmpty();
    }
    var beginning = plain(id.schema() + ".");
    for (var pattern : ignored) {
      if (pattern.mayMatch(beginning)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(NamePattern included, Set<String> names, ObjectId id) {
    return names.stream().anyMatch(included::matches) || isWhole(included, id);
  }

  /// Whether everything in a schema is meant, and so the schema: `app.*` of `app`.
  private static boolean isWhole(NamePattern pattern, ObjectId id) {
    return id.kind() == Kind.SCHEMA && pattern.matches(plain(id.name()) + ".");
  }

  /// The names under which an object can be meant: its own, and its table's.
  private static Set<String> names(Catalog catalog, SchemaObject object) {
    var names = new HashSet<String>();
    var id = object.id();
    names.add(plain(id.qualified()));
    names.add(plain(id.path()));
    if (id.kind() == Kind.INDEX) {
      names.add(plain(object.get("table", "")));
    }
    if (id.kind() == Kind.PUBLICATION_TABLE) {
      names.add(plain(id.name()));
    }
    if (id.kind() == Kind.SEQUENCE && object.is("ownedBy")) {
      var owner = object.get("ownedBy", "");
      names.add(plain(owner.substring(0, owner.lastIndexOf('.'))));
    }
    if (id.kind() == Kind.STATISTICS) {
      catalog.dependencies().stream()
          .filter(d -> d.dependent().equals(id) && d.on().kind() == Kind.COLUMN)
          .forEach(d -> names.add(plain(d.on().qualified())));
    }
    return names;
  }

  /// Without quotes, so that a pattern need not have them.
  private static String plain(String sql) {
    return sql.indexOf('"') < 0
        ? sql
        : sql.replace("\"\"", "\0").replace("\"", "").replace('\0', '"').strip();
  }
}
