package dev.revisor.engine.catalog;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.SqlText;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.Ownership;
import dev.revisor.schema.SchemaObject;
import dev.revisor.schema.Selection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/// Reads a database's schema. The number of queries does not grow with it: one for each kind of
/// which there may be an object, and a few for the kinds, the schemas, the dependencies and the
/// session.
public final class CatalogReader {
  private static final SqlText NAMESPACES = SqlText.of(CatalogReader.class, "namespaces.sql");
  private static final SqlText PRESENT = SqlText.of(CatalogReader.class, "present.sql");
  private static final SqlText SESSION = SqlText.of(CatalogReader.class, "session.sql");

  /// The columns of each query that say which object it is; the others are its properties.
  private static final int IDENTITY_COLUMNS = 6;

  private final Connection connection;
  private final Selection selection;
  private final int version;
  private final Positions places = new Positions();
  private String schema = "";
  private String name = "";
  private Ownership ownership = Ownership.UNKNOWN;

  private CatalogReader(Connection connection, Selection selection, int version) {
    this.connection = connection;
    this.selection = selection;
    this.version = version;
  }

  /// What is selected, as one snapshot sees it: the transaction is ended before this returns.
  ///
  /// @param connection in autocommit mode, to PostgreSQL 14 or later; its settings are as they were
  /// @throws dev.revisor.engine.result.RevisorException what [SqlStates] says
  public static Catalog read(Connection connection, Selection selection) {
    return read(connection, selection, SESSION.toString());
  }

  /// The same for who only looks: what somebody else has locked is waited for so long, since a
  /// query that nobody waits for any more would still stand in the queue for the lock.
  ///
  /// @param lockTimeout a millisecond or more
  /// @throws dev.revisor.engine.result.RevisorException LockTimeout too
  public static Catalog read(Connection connection, Selection selection, Duration lockTimeout) {
    return read(
        connection, selection, SESSION + ";\nSET LOCAL lock_timeout = " + lockTimeout.toMillis());
  }

  private static Catalog read(Connection connection, Selection selection, String session) {
    try {
      var version = connection.getMetaData().getDatabaseMajorVersion();
      connection.setAutoCommit(false);
      try {
        return new CatalogReader(connection, selection, version).read(session);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot read the schema");
    }
  }

  /// The queries and the form of what they give: what another version of Revisor reads may be
  /// something else.
  public static String layout() {
    var all = new StringBuilder("layout 3").append(SESSION).append(NAMESPACES);
    all.append(PRESENT).append(CatalogQuery.layout()).append(DependencyReader.layout());
    return all.toString();
  }

  private Catalog read(String session) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(session);
    }
    var schemas = schemas();
    var present = present();
    var objects = objects(present, schemas);
    var dependencies = new DependencyReader(connection, places).read(objects);
    return selection.of(Catalog.of(version, objects, dependencies));
  }

  private List<Long> schemas() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(NAMESPACES.toString())) {
      var chosen = new ArrayList<Long>();
      while (rows.next()) {
        if (selection.hasSchema(rows.getString(2))) {
          chosen.add(rows.getLong(1));
        }
      }
      return chosen;
    }
  }

  private Set<Kind> present() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(PRESENT.toString())) {
      var kinds = EnumSet.noneOf(Kind.class);
      while (rows.next()) {
        kinds.add(Kind.valueOf(rows.getString(1)));
      }
      return kinds;
    }
  }

  /// While the server works at a query, objects are made of what the query before it gave.
  private List<SchemaObject> objects(Set<Kind> present, List<Long> schemas) throws SQLException {
    var thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    try {
      var objects = new ArrayList<SchemaObject>();
      var making = CompletableFuture.completedFuture(List.<SchemaObject>of());
      for (var query : CatalogQuery.ALL) {
        if (present.contains(query.kind())) {
          var rows = rows(query, schemas);
          objects.addAll(made(making));
          making = CompletableFuture.supplyAsync(() -> objects(query.kind(), rows), thread);
        }
      }
      objects.addAll(made(making));
      return objects;
    } finally {
      thread.shutdown();
    }
  }

  /// All of them, before this returns.
  private ResultSet rows(CatalogQuery query, List<Long> schemas) throws SQLException {
    var statement = connection.createStatement();
    statement.closeOnCompletion();
    return statement.executeQuery(query.on(version, schemas));
  }

  private static List<SchemaObject> made(CompletableFuture<List<SchemaObject>> making)
      throws SQLException {
    try {
      return making.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      throw e;
    }
  }

  private List<SchemaObject> objects(Kind kind, ResultSet all) {
    try (var rows = all) {
      var found = new ArrayList<SchemaObject>();
      var columns = properties(rows);
      while (rows.next()) {
        found.add(object(kind, rows, columns));
      }
      return found;
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  /// A column of a query that is a property of its objects.
  private record Property(String name, int column) {}

  /// In the order of their names.
  private List<Property> properties(ResultSet rows) throws SQLException {
    var columns = rows.getMetaData();
    var properties = new ArrayList<Property>();
    for (var at = IDENTITY_COLUMNS + 1; at <= columns.getColumnCount(); at++) {
      var name = columns.getColumnLabel(at);
      properties.add(new Property(name, at));
    }
    properties.sort(Comparator.comparing(Property::name));
    return properties;
  }

  private SchemaObject object(Kind kind, ResultSet rows, List<Property> properties)
      throws SQLException {
    schema = same(schema, rows.getString(4));
    name = same(name, rows.getString(5));
    var id = new ObjectId(kind, schema, name, rows.getString(6));
    var names = new ArrayList<String>();
    var values = new ArrayList<String>();
    var owner = "";
    var given = Givers.NONE;
    for (var property : properties) {
      var value = rows.getString(property.column);
      if (value == null) {
        continue;
      }
      if (property.name.equals("owner")) {
        owner = value;
        if (!selection.comparesOwners()) {
          continue;
        }
      }
      if (property.name.equals("privileges")) {
        given = Givers.in(value);
        value = given.lines();
      }
      names.add(property.name);
      values.add(Deparsed.stable(value));
    }
    var object =
        SchemaObject.of(id, names, values, rows.getInt(3)).of(ownership(owner, given.byLine()));
    if (kind != Kind.COLUMN || !object.is("ofView")) {
      // what reads a view's column needs the view, whatever is said about the column
      places.add(kind.catalog(), rows.getLong(1), rows.getInt(2), id);
    }
    return object;
  }

  /// Most objects have one owner, who gave all that others may do with them.
  private Ownership ownership(String owner, Map<String, String> givenBy) {
    if (!ownership.owner().equals(owner) || !ownership.givenBy().equals(givenBy)) {
      ownership = new Ownership(owner, givenBy);
    }
    return ownership;
  }

  /// Names that come again are kept once: those of a table with each of its columns.
  private static String same(String last, String text) {
    return last.equals(text) ? last : text;
  }
}
