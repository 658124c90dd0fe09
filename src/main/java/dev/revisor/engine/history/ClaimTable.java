package dev.revisor.engine.history;

import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlText;
import dev.revisor.engine.database.VersionTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The table `revisor.claim`. To be used under the run lock, in autocommit mode.
public final class ClaimTable {
  private static final SqlText THERE = SqlText.of(ClaimTable.class, "claim_there.sql");
  private static final SqlText TABLE = SqlText.of(ClaimTable.class, "claim_table.sql");
  private static final SqlText READ = SqlText.of(ClaimTable.class, "claim_read.sql");
  private static final SqlText WRITE = SqlText.of(ClaimTable.class, "claim_write.sql");

  private final Connection connection;
  private final VersionTable versionTable;

  public ClaimTable(Connection connection, VersionTable versionTable) {
    this.connection = connection;
    this.versionTable = versionTable;
  }

  /// Makes the table where an older Revisor made the others.
  public void ensure() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(THERE.toString())) {
      rows.next();
      if (rows.getBoolean(1)) {
        return;
      }
    }
    execute(TABLE.toString());
  }

  /// The claims on the version table and of the resource.
  public List<Claim.Found> read(Claim claim) throws SQLException {
    var sql =
        READ.with("versionTable", Literal.of(versionTable.toString()))
            .with("uid", Literal.of(claim.uid()))
            .toString();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<Claim.Found>();
      while (rows.next()) {
        found.add(
            new Claim.Found(
                rows.getString(1),
                new Claim(
                    rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5))));
      }
      return found;
    }
  }

  /// Writes it in place of any other.
  public void write(Claim claim) throws SQLException {
    execute(
        WRITE
            .with("versionTable", Literal.of(versionTable.toString()))
            .with("cluster", Literal.of(claim.cluster()))
            .with("namespace", Literal.of(claim.namespace()))
            .with("name", Literal.of(claim.name()))
            .with("uid", Literal.of(claim.uid()))
            .toString());
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
