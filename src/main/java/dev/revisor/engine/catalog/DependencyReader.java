package dev.revisor.engine.catalog;

import dev.revisor.engine.catalog.Positions.Position;
import dev.revisor.engine.database.SqlText;
import dev.revisor.schema.Dependency;
import dev.revisor.schema.Dependency.Strength;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads what depends on what: `pg_depend`, with rows that belong to an object taken for it, and
/// each part's dependency on its whole.
final class DependencyReader {
  private static final SqlText STAND_INS = SqlText.of(DependencyReader.class, "stand_ins.sql");
  private static final SqlText DEPENDENCIES =
      SqlText.of(DependencyReader.class, "dependencies.sql");

  private final Connection connection;
  private final Positions places;

  DependencyReader(Connection connection, Positions places) {
    this.connection = connection;
    this.places = places;
  }

  static String layout() {
    return STAND_INS.asWritten() + DEPENDENCIES.asWritten();
  }

  Collection<Dependency> read(Collection<SchemaObject> objects) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(STAND_INS.toString())) {
      while (rows.next()) {
        places.standsFor(position(rows, 1), position(rows, 4));
      }
    }
    var dependencies = new HashSet<Dependency>();
    var generated = generated(objects);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(DEPENDENCIES.toString())) {
      while (rows.next()) {
        add(dependencies, position(rows, 1), position(rows, 4), rows.getString(7));
      }
    }
    parts(objects, dependencies);
    return generated.isEmpty()
        ? dependencies
        : dependencies.stream().map(each -> ofExpression(each, generated)).toList();
  }

  private static Set<ObjectId> generated(Collection<SchemaObject> objects) {
    return objects.stream()
        .filter(object -> object.id().kind() == Kind.DEFAULT && object.is("generated"))
        .map(SchemaObject::id)
        .collect(Collectors.toSet());
  }

  /// What a generation expression needs is recorded for its column before PostgreSQL 15: as what
  /// the column goes with (`StoreAttrDefault` in PostgreSQL's sources).
  private static Dependency ofExpression(Dependency dependency, Set<ObjectId> generated) {
    var column = dependency.dependent();
    var isOfExpression =
        column.kind() == Kind.COLUMN
            && dependency.strength() == Strength.AUTO
            && !dependency.on().equals(column.as(Kind.TABLE))
            && generated.contains(column.as(Kind.DEFAULT));
    return isOfExpression
        ? new Dependency(column.as(Kind.DEFAULT), dependency.on(), Strength.NORMAL)
        : dependency;
  }

  /// @param type `pg_depend.deptype`; `e` says that the first came with an extension
  private void add(Set<Dependency> all, Position from, Position on, String type) {
    if (type.equals("e")) {
      places.standsFor(from, on);
      return;
    }
    var dependent = places.object(from);
    var needed = places.object(on);
    if (dependent != null && needed != null && !dependent.equals(needed)) {
      all.add(new Dependency(dependent, needed, strength(type)));
    }
  }

  private static Strength strength(String type) {
    return type.equals("n") || type.equals("x") ? Strength.NORMAL : Strength.AUTO;
  }

  /// Parts go with their whole, defaults with their column, members of a publication with it.
  private static void parts(Collection<SchemaObject> objects, Set<Dependency> all) {
    Map<String, ObjectId> wholes = new HashMap<>();
    for (var object : objects) {
      if (object.id().kind().isRelation() || object.id().kind() == Kind.DOMAIN) {
        wholes.put(object.id().qualified(), object.id());
      }
    }
    for (var object : objects) {
      whole(object.id(), wholes)
          .ifPresent(whole -> all.add(new Dependency(object.id(), whole, Strength.AUTO)));
    }
  }

  private static Optional<ObjectId> whole(ObjectId id, Map<String, ObjectId> wholes) {
    return switch (id.kind()) {
      case PUBLICATION_TABLE -> Optional.of(new ObjectId(Kind.PUBLICATION, "", id.schema()));
      default ->
          id.kind().isPart() ? Optional.ofNullable(wholes.get(id.qualified())) : Optional.empty();
    };
  }

  private static Position position(ResultSet rows, int at) throws SQLException {
    return new Position(rows.getString(at), rows.getLong(at + 1), rows.getInt(at + 2));
  }
}
