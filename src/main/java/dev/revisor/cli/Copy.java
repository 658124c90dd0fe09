package dev.revisor.cli;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.scratch.Company;
import dev.revisor.engine.scratch.Roles;
import dev.revisor.engine.scratch.ScratchDatabase;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.ddl.Stage.Form;
import dev.revisor.schema.diff.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A scratch database in which a schema is tried out, by one session: the server keeps what a
/// session has read of the catalogs.
record Copy(Company company, Connection connection, SchemaWork work) implements AutoCloseable {
  private static final int MOST_STATEMENTS = 50;

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
        for (var message : messages(part)) {
          statement.execute(message);
        }
      }
    }
  }

  /// What may be in one transaction goes in few messages, each of few enough statements for the
  /// server's table of locks.
  private static List<String> messages(Part part) {
    var most = part.form() == Form.TRANSACTIONAL ? MOST_STATEMENTS : 1;
    var statements = part.statements();
    var messages = new ArrayList<String>();
    for (var from = 0; from < statements.size(); from += most) {
      var to = Math.min(from + most, statements.size());
      messages.add(String.join(";\n", statements.subList(from, to)));
    }
    return messages;
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
