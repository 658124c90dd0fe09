package dev.revisor.schema;

import dev.revisor.engine.catalog.CatalogReader;
import dev.revisor.schema.SchemaRows.TableRows;
import dev.revisor.schema.ddl.Stage.Form;
import dev.revisor.schema.diff.Part;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// A database that is emptied rather than made anew: that is much cheaper.
final class SchemaDatabase {
  private static final Selection ALL = Selection.of(List.of("*"), List.of());

  private static final String ROLES =
      """
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tester') THEN
          CREATE ROLE tester; CREATE ROLE "Odd Role";
        END IF;
      END $$""";

  private final Connection connection;

  /// A new one on the newest server.
  SchemaDatabase() {
    this(PostgresServer.newDatabase());
  }

  SchemaDatabase(TestDatabase database) {
    try {
      this.connection = database.connect();
      execute("SET statement_timeout = '60s'");
      execute(ROLES);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Takes everything away, and makes a schema of a script.
  void become(String ddl) {
    rollback();
    execute(resource("blank.sql"));
    if (!ddl.isEmpty()) {
      execute(ddl);
    }
  }

  /// Whether the server takes a statement.
  boolean tries(String sql) {
    try {
      execute(sql);
      return true;
    } catch (IllegalStateException _) {
      return false;
    }
  }

  /// Two rows a table that has none, as far as its constraints take them, and a few numbers of each
  /// sequence.
  void seed() {
    execute(resource("seed.sql"));
  }

  Catalog read() {
    return CatalogReader.read(connection, ALL);
  }

  /// The rows of all tables that hold rows themselves, and the sequences in use.
  SchemaRows rows(Catalog catalog) {
    var tables = new ArrayList<TableRows>();
    var sequences = new HashMap<SchemaObject, Long>();
    for (var object : catalog.objects().values()) {
      if (object.id().kind() == Kind.TABLE && !object.is("partitionBy") && !object.is("server")) {
        tables.add(TableRows.read(connection, catalog, object.id()));
      }
      if (object.id().kind() == Kind.SEQUENCE) {
        sequences.put(object, lastValue(object.id()));
      }
    }
    return new SchemaRows(tables, sequences);
  }

  private long lastValue(ObjectId sequence) {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT last_value FROM " + sequence.qualified())) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sequence.qualified(), e);
    }
  }

  void run(Part part) {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      connection.setAutoCommit(part.form() == Form.CONCURRENT);
      for (var sql : part.statements()) {
        try {
          statement.execute(sql);
        } catch (SQLException e) {
          var all = String.join(";\n", part.statements());
          throw new AssertionError(e.getMessage() + "\n" + sql + "\nin\n" + all, e);
        }
      }
      if (part.form() != Form.CONCURRENT) {
        connection.commit();
      }
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) {
    try (var statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage() + "\n" + sql, e);
    }
  }

  void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Ends what a failed statement left open.
  private void rollback() {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (var in = SchemaDatabase.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
