package dev.revisor.engine.history;

import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlText;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.result.RunResult;
import dev.revisor.plan.Direction;
import dev.revisor.plan.RowChange;
import dev.revisor.plan.Step;
import dev.revisor.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// The write side: statements that change the version rows and record what happened, as text, so
/// that several go to the server in one message. They are to run under the run lock. Those that
/// most steps send can be prepared: the server then neither parses nor plans them each time.
public final class HistorySql {
  private static final SqlText INSERT_VERSION = sql("insert_version.sql");
  private static final SqlText UPDATE_VERSION = sql("update_version.sql");
  private static final SqlText DELETE_VERSION = sql("delete_version.sql");
  private static final SqlText RECORD_REVISION = sql("record_revision.sql");
  private static final SqlText FORGET_REVISION = sql("forget_revision.sql");
  private static final SqlText FORGET_ALL = sql("forget_all.sql");
  private static final SqlText ACCEPT_REVISION = sql("accept_revision.sql");
  private static final SqlText CLOSE_DEAD_RUNS = sql("close_dead_runs.sql");
  private static final SqlText START_RUN = sql("start_run.sql");
  private static final SqlText FINISH_RUN = sql("finish_run.sql");
  private static final SqlText SUCCEED_RUN = sql("succeed_run.sql");
  private static final SqlText RECORD_STEP = sql("record_step.sql");
  private static final SqlText WAIT_FOR_DISK = sql("wait_for_disk.sql");
  private static final SqlText IS_STEP_RECORDED = sql("is_step_recorded.sql");

  private static final String VERSION_NAME = "revisor_version";
  private static final String REVISION_NAME = "revisor_revision";
  private static final String STEP_NAME = "revisor_step";

  private final VersionTable versionTable;
  private final boolean isPrepared;

  public HistorySql(VersionTable versionTable) {
    this(versionTable, false);
  }

  private HistorySql(VersionTable versionTable, boolean isPrepared) {
    this.versionTable = versionTable;
    this.isPrepared = isPrepared;
  }

  /// The same for a session that has run all of [#preparation].
  public HistorySql prepared() {
    return new HistorySql(versionTable, true);
  }

  /// What a session sends once.
  public List<String> preparation() {
    return List.of(
        versionRow(UPDATE_VERSION).prepared(VERSION_NAME),
        keyed(RECORD_REVISION).withPart("duration", Took.SINCE_BEGIN.sql()).prepared(REVISION_NAME),
        RECORD_STEP.withPart("duration", Took.SINCE_BEGIN.sql()).prepared(STEP_NAME));
  }

  private String written(SqlText sql, String name) {
    return isPrepared ? sql.executed(name) : sql.toString();
  }

  private static SqlText sql(String name) {
    return SqlText.of(HistorySql.class, name);
  }

  /// How a run begins.
  ///
  /// @param parameters names, without values
  public record RunStart(
      RunKey key,
      String command,
      @Nullable String requester,
      @Nullable String image,
      List<RevisionId> from,
      @Nullable List<RevisionId> target,
      @Nullable String planHash,
      SortedSet<String> parameters) {}

  /// The statements of a change of the version rows, in order. Where a row is not as expected, one
  /// of them fails with 22012 (`division_by_zero`) or 23505 (`unique_violation`).
  public List<String> versionRows(RowChange change) {
    var statements = new ArrayList<String>();
    for (var gone : change.deletes()) {
      statements.add(versionRow(DELETE_VERSION).with("from", literal(gone)).toString());
    }
    change
        .update()
        .ifPresent(
            update ->
                statements.add(
                    written(
                        versionRow(UPDATE_VERSION)
                            .with("from", literal(update.from()))
                            .with("to", literal(update.to())),
                        VERSION_NAME)));
    for (var added : change.inserts()) {
      statements.add(versionRow(INSERT_VERSION).with("to", literal(added)).toString());
    }
    return statements;
  }

  private SqlText versionRow(SqlText text) {
    return text.withPart("versionTable", versionTable.quoted());
  }

  /// A revision is applied from now on.
  public String recordRevision(RevisionEntry entry, Took took, RunKey run) {
    return written(
        withContent(keyed(RECORD_REVISION), entry)
            .with("parents", Literal.array(entry.parents()))
            .with("dependsOn", Literal.array(entry.dependsOn()))
            .with("labels", Literal.array(entry.labels()))
            .with("message", Literal.of(entry.message()))
            .withPart("duration", took.sql())
            .with("run", run.sql()),
        REVISION_NAME);
  }

  /// The changed file of an applied revision is accepted.
  public String acceptRevision(RevisionEntry entry) {
    return withContent(keyed(ACCEPT_REVISION), entry).toString();
  }

  private static SqlText withContent(SqlText text, RevisionEntry entry) {
    var downgrade = entry.downgrade();
    return text.with("id", literal(entry.id()))
        .with("checksum", Literal.of(entry.checksum().hex()))
        .with("downgrade", Literal.of(downgrade == null ? null : downgrade.sql()))
        .with(
            "transaction",
            Literal.of(downgrade == null ? null : TransactionModes.print(downgrade.mode())))
        .with("irreversible", Literal.of(entry.irreversible()));
  }

  /// A revision is not applied any more.
  public String forgetRevision(RevisionId id) {
    return keyed(FORGET_REVISION).with("id", literal(id)).toString();
  }

  /// All version rows go, whatever they are.
  public String clearVersionRows() {
    return "DELETE FROM " + versionTable.quoted();
  }

  /// All version rows go, whatever they are, and all recorded revisions with them.
  public List<String> purge() {
    return List.of(clearVersionRows(), keyed(FORGET_ALL).toString());
  }

  /// Marks runs that died.
  ///
  /// @param rows the version rows as they are
  public String closeDeadRuns(List<RevisionId> rows) {
    return keyed(CLOSE_DEAD_RUNS).with("versionRows", Literal.array(rows)).toString();
  }

  /// Begins a run.
  public String startRun(RunStart run) {
    return keyed(START_RUN)
        .with("id", run.key().sql())
        .with("command", Literal.of(run.command()))
        .with("requester", Literal.of(run.requester()))
        .with("image", Literal.of(run.image()))
        .with("versionRows", Literal.array(run.from()))
        .with("target", run.target() == null ? "NULL" : Literal.array(run.target()))
        .with("planHash", Literal.of(run.planHash()))
        .with("parameters", Literal.array(run.parameters()))
        .toString();
  }

  /// A run ends, unless it has ended already.
  public String finishRun(RunResult result) {
    var error = result.error();
    return versionRow(FINISH_RUN)
        .with("id", Literal.of(result.runId()))
        .with("outcome", Literal.of(result.outcome().name()))
        .with("reason", Literal.of(result.reason().name()))
        .with("versionRows", Literal.array(result.to()))
        .with("number", Integer.toString(result.steps().size()))
        .with("error", Literal.of(error == null ? null : error.toJson()))
        .toString();
  }

  /// A run ends well: for the transaction of its last step, after [#recordStep].
  public String succeedRun(RunKey run, List<RevisionId> rows) {
    return SUCCEED_RUN.with("id", run.sql()).with("versionRows", Literal.array(rows)).toString();
  }

  /// A step is done.
  ///
  /// @param ordinal in the run, from 1
  public String recordStep(RunKey run, int ordinal, Step step, Took took) {
    return written(
        RECORD_STEP
            .with("run", run.sql())
            .with("ordinal", Integer.toString(ordinal))
            .with("revision", literal(step.revision()))
            .with("direction", Literal.of(step.direction().word()))
            .with("checksum", Literal.of(step.checksum().hex()))
            .withPart("duration", took.sql()),
        STEP_NAME);
  }

  /// The journal of a revision without a transaction is not needed any more.
  public String clearProgress(RevisionId revision, Direction direction) {
    return new ProgressSql(versionTable, revision, direction).clear();
  }

  /// A transaction of its own that waits until everything committed before it is on disk.
  public String waitForDisk(RunKey run) {
    return WAIT_FOR_DISK.with("run", run.sql()).toString();
  }

  /// A query of one boolean: whether a step was committed.
  public String isStepRecorded(RunKey run, int ordinal) {
    return IS_STEP_RECORDED
        .with("run", run.sql())
        .with("ordinal", Integer.toString(ordinal))
        .toString();
  }

  private SqlText keyed(SqlText text) {
    return text.withPart("versionTable", Literal.of(versionTable.toString()));
  }

  private static String literal(RevisionId id) {
    return Literal.of(id.value());
  }
}
