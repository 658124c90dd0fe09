package dev.revisor.engine.history;

import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlText;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.Direction;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Checksum;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The second look: version rows, applied revisions and the last run, all as of one moment, in one
/// round trip.
final class StateQuery {
  private static final SqlText VERSION_ROWS = SqlText.of(StateQuery.class, "version_rows.sql");
  private static final SqlText REVISIONS = SqlText.of(StateQuery.class, "revisions.sql");
  private static final SqlText INTERRUPTED = SqlText.of(StateQuery.class, "interrupted.sql");
  private static final SqlText SNAPSHOT_DUE = SqlText.of(StateQuery.class, "snapshot_due.sql");
  private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

  /// What was read.
  record Rows(
      List<RevisionId> versionRows,
      Map<RevisionId, AppliedRevision> applied,
      List<Interrupted> interrupted,
      boolean snapshotDue,
      Optional<RunRecord> lastRun) {
    static final Rows NONE = new Rows(List.of(), Map.of(), List.of(), false, Optional.empty());
  }

  private StateQuery() {}

  static Rows run(
      Connection connection, VersionTable table, FactsQuery facts, HistoryReader.Detail detail)
      throws SQLException {
    if (facts.versionTable() == Access.DENIED) {
      throw RevisorException.of(
              Reason.InsufficientPrivilege,
              "the role " + facts.server().user() + " may not read the table " + table)
          .withHint(
              "GRANT USAGE ON SCHEMA %s and SELECT ON %s to it, or take a role that may"
                  .formatted(table.schema().quoted(), table.quoted()));
    }
    var sql = new ArrayList<String>();
    sql.add(BEGIN);
    if (facts.versionTable() == Access.READABLE) {
      sql.add(VERSION_ROWS.with("versionTable", table.quoted()).toString());
    }
    if (facts.history() == Access.READABLE) {
      sql.add(RunQuery.sql(table, "true", 1));
      sql.add(INTERRUPTED.with("versionTable", Literal.of(table.toString())).toString());
      sql.add(SNAPSHOT_DUE.with("versionTable", Literal.of(table.toString())).toString());
      if (detail != HistoryReader.Detail.ROWS) {
        sql.add(REVISIONS.with("versionTable", Literal.of(table.toString())).toString());
      }
    }
    sql.add("COMMIT");
    return execute(connection, table, facts, detail, String.join(";\n", sql));
  }

  private static Rows execute(
      Connection connection,
      VersionTable table,
      FactsQuery facts,
      HistoryReader.Detail detail,
      String sql)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      var versionRows =
          facts.versionTable() == Access.READABLE
              ? versionRows(next(statement).orElseThrow(), table, detail)
              : List.<RevisionId>of();
      if (facts.history() != Access.READABLE) {
        return new Rows(versionRows, Map.of(), List.of(), false, Optional.empty());
      }
      var lastRun = RunQuery.rows(next(statement).orElseThrow()).stream().findFirst();
      var interrupted = interrupted(next(statement).orElseThrow());
      var due = next(statement).orElseThrow();
      due.next();
      var snapshotDue = due.getBoolean(1);
      var recorded = next(statement);
      var revisions =
          recorded.isPresent() ? revisions(recorded.get()) : Map.<RevisionId, AppliedRevision>of();
      if (facts.versionTable() == Access.ABSENT && !revisions.isEmpty()) {
        throw gone(table, revisions.keySet());
      }
      return new Rows(versionRows, revisions, interrupted, snapshotDue, lastRun);
    } catch (SQLException e) {
      rollBack(connection, e);
      throw e;
    }
  }

  /// Nobody but a hand drops the table. Taken for a database at its base, it would be built twice.
  private static RevisorException gone(VersionTable table, Set<RevisionId> recorded) {
    return RevisorException.of(
            Reason.VersionTableMismatch,
            "the table %s is gone, while %d %s recorded as applied"
                .formatted(
                    table, recorded.size(), recorded.size() == 1 ? "revision is" : "revisions are"))
        .withHint("restore it, or make it anew with 'revisor stamp REV'");
  }

  /// The next result set, over results that are none.
  private static Optional<ResultSet> next(Statement statement) throws SQLException {
    while (statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)
        || statement.getUpdateCount() != -1) {
      var rows = statement.getResultSet();
      if (rows != null) {
        return Optional.of(rows);
      }
    }
    return Optional.empty();
  }

  private static void rollBack(Connection connection, SQLException cause) {
    try (var statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static List<RevisionId> versionRows(
      ResultSet rows, VersionTable table, HistoryReader.Detail detail) throws SQLException {
    var ids = new ArrayList<RevisionId>();
    while (rows.next()) {
      var text = rows.getString(1);
      if (detail != HistoryReader.Detail.REVISIONS_BESIDE_ANY_ROWS || RevisionId.isValid(text)) {
        ids.add(versionRow(text, table));
      }
    }
    ids.sort(null);
    return ids;
  }

  private static RevisionId versionRow(String text, VersionTable table) {
    if (!RevisionId.isValid(text)) {
      throw RevisorException.of(
              Reason.VersionTableMismatch, table + " has '" + text + "', which is no revision id")
          .withHint(
              "'revisor stamp --purge REV' clears it; or name a table of its own with versionTable");
    }
    return new RevisionId(text);
  }

  private static List<Interrupted> interrupted(ResultSet rows) throws SQLException {
    var interrupted = new ArrayList<Interrupted>();
    while (rows.next()) {
      interrupted.add(
          new Interrupted(
              Columns.id(rows.getString(1), "revisor.progress"),
              rows.getString(2).equals(Direction.DOWNGRADE.word())
                  ? Direction.DOWNGRADE
                  : Direction.UPGRADE,
              rows.getInt(3),
              Columns.text(rows, 4)));
    }
    return interrupted;
  }

  private static Map<RevisionId, AppliedRevision> revisions(ResultSet rows) throws SQLException {
    var applied = new TreeMap<RevisionId, AppliedRevision>();
    while (rows.next()) {
      var revision = revision(rows);
      applied.put(revision.id(), revision);
    }
    return applied;
  }

  private static AppliedRevision revision(ResultSet row) throws SQLException {
    return new AppliedRevision(
        Columns.id(row.getString(1), "revisor.revision"),
        Columns.ids(row, 2),
        Columns.ids(row, 3),
        Columns.texts(row, 4),
        row.getString(5),
        new Checksum(row.getString(6)),
        Columns.text(row, 7).map(TransactionModes::parse),
        Columns.text(row, 8),
        Columns.instant(row, 9),
        row.getString(10),
        Duration.ofMillis(row.getLong(11)));
  }
}
