package dev.revisor.cli;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.scratch.Company;
import dev.revisor.engine.scratch.Roles;
import dev.revisor.engine.scratch.ScratchDatabase;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.diff.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// A scratch database in which a schema is tried out, by one session: the server keeps what a
/// session has read of the catalogs.
record Copy(Company company, Connection connection, SchemaWork work) implements AutoCloseable {
  static Copy of(ScratchDatabase scratch, SchemaWork work) {
    return new Copy(scratch.company(), scratch.connect(), work);
  }

  Catalog read() {
    return work.read(connection);
  }

  void run(List<Part> parts) throws SQLException {
    if (company == Company.NONE) {
      var roles = new Roles();
      parts.forEach(part -> part.statements().forEach(roles::read));
      roles.provide(connection);
    }
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (var part : parts) {
        for (var sql : part.statements()) {
          statement.execute(sql);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot close the connection");
    }
  }
}
