package dev.revisor.engine.history;

import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.SqlText;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.Direction;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Checksum;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what the database says about the revisions of one version table. Never writes, and needs
/// nothing to exist. The connection must be in autocommit mode and outside a transaction; it stays
/// the caller's.
public final class HistoryReader {
  private static final SqlText STORED_DOWNGRADE =
      SqlText.of(HistoryReader.class, "stored_downgrade.sql");

  private static final SqlText HAS_TABLES = SqlText.of(HistoryReader.class, "has_tables.sql");

  private static final SqlText JOURNAL = SqlText.of(HistoryReader.class, "journal.sql");

  private static final SqlText MISSING_RIGHTS =
      SqlText.of(HistoryReader.class, "missing_rights.sql");

  private final Connection connection;
  private final VersionTable versionTable;

  public HistoryReader(Connection connection, VersionTable versionTable) {
    this.connection = connection;
    this.versionTable = versionTable;
  }

  /// The version table that a run was for: a directory may name another than the usual one. Empty
  /// where there is no such run, or where the role may not read the table `run`.
  public static Optional<VersionTable> tableOfRun(Connection connection, String id) {
    try {
      var facts = FactsQuery.run(connection, VersionTable.DEFAULT);
      return facts.history() == Access.READABLE ? RunQuery.table(connection, id) : Optional.empty();
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot read the runs");
    }
  }

  /// How much is read.
  public enum Detail {
    /// Version rows and the last run: enough to see whether something changed.
    ROWS,
    /// The applied revisions too.
    REVISIONS,
    /// The same, for one who clears the version rows: those that are no revision ids are left out.
    REVISIONS_BESIDE_ANY_ROWS
  }

  /// Everything as of one moment, in two round trips.
  ///
  /// @throws RevisorException InsufficientPrivilege when the version rows are not for this role;
  ///   VersionTableMismatch when the table has not Alembic's form; what [SqlStates] says otherwise
  public DatabaseState read(Detail detail) {
    try {
      var facts = FactsQuery.run(connection, versionTable);
      var version =
          facts.versionTable() == Access.ABSENT && facts.history() != Access.READABLE
              ? StateQuery.Rows.NONE
              : StateQuery.run(connection, versionTable, facts, detail);
      return new DatabaseState(
          facts.server(),
          versionTable,
          facts.history().toHistory(),
          version.versionRows(),
          version.applied(),
          version.interrupted(),
          version.snapshotDue(),
          version.lastRun(),
          facts.lockHolder());
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot read the state of the database");
    }
  }

  /// The run of that id.
  ///
  /// @throws RevisorException InsufficientPrivilege when the table `run` is not for this role
  public Optional<RunRecord> run(String id) {
    return runs("r.id = " + Literal.of(id), 1).stream().findFirst();
  }

  /// The latest runs, the newest first.
  public List<RunRecord> runs(int limit) {
    return runs("true", limit);
  }

  /// Whether there are tables or views, and no run has ever made them what they are: the database
  /// is older than its revisions. Those of the system, of Revisor and of extensions do not count.
  public boolean hasUnversionedTables() {
    return hasTables() && runs("r.outcome = 'Succeeded'", 1).isEmpty();
  }

  private boolean hasTables() {
    var sql =
        HAS_TABLES
            .with("schema", Literal.of(versionTable.schema().name()))
            .with("table", Literal.of(versionTable.table().name()))
            .toString();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() && rows.getBoolean(1);
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot see whether there are tables");
    }
  }

  /// The steps that a run completed, in order.
  public List<JournalEntry> journal(String runId) {
    var sql = JOURNAL.with("run", Literal.of(runId)).toString();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var entries = new ArrayList<JournalEntry>();
      while (rows.next()) {
        entries.add(
            new JournalEntry(
                Columns.id(rows.getString(1), "revisor.step"),
                rows.getString(2).equals(Direction.DOWNGRADE.word())
                    ? Direction.DOWNGRADE
                    : Direction.UPGRADE,
                new Checksum(rows.getString(3))));
      }
      return entries;
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot read the journal of the run " + runId);
    }
  }

  /// What the role lacks to run revisions, in words such as `INSERT on the table revisor.run`,
  /// sorted.
  public List<String> missingRights() {
    var sql =
        MISSING_RIGHTS
            .with("schema", Literal.of(versionTable.schema().name()))
            .with("table", Literal.of(versionTable.table().name()))
            .toString();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var missing = new ArrayList<String>();
      while (rows.next()) {
        missing.add(rows.getString(1));
      }
      return missing;
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot see the rights of the role");
    }
  }

  /// Who holds the run lock now.
  public Optional<LockHolder> lockHolder() {
    try {
      return FactsQuery.run(connection, versionTable).lockHolder();
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot see who holds the run lock");
    }
  }

  private List<RunRecord> runs(String condition, int limit) {
    try {
      var facts = FactsQuery.run(connection, versionTable);
      return switch (facts.history()) {
        case ABSENT -> List.of();
        case READABLE -> RunQuery.run(connection, versionTable, condition, limit);
        case DENIED ->
            throw RevisorException.of(
                Reason.InsufficientPrivilege,
                "the role " + facts.server().user() + " may not read the schema revisor");
      };
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot read the runs");
    }
  }

  /// The stored way back from `revision`; empty when there is none, or no row of the revision.
  public Optional<StoredDowngrade> storedDowngrade(RevisionId revision) {
    var sql =
        STORED_DOWNGRADE
            .with("versionTable", Literal.of(versionTable.toString()))
            .with("id", Literal.of(revision.value()))
            .toString();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() && rows.getString(1) != null
          ? Optional.of(
              new StoredDowngrade(rows.getString(1), TransactionModes.parse(rows.getString(2))))
          : Optional.empty();
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot read the stored downgrade of " + revision);
    }
  }
}
