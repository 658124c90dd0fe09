package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.HistorySql;
import dev.revisor.engine.history.Layout;
import dev.revisor.engine.history.Took;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunResult;
import dev.revisor.plan.Plan;
import dev.revisor.plan.RowChange;
import dev.revisor.plan.Stamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Sets the version rows without running anything, and keeps the table `revision` in step: what
/// counts as applied afterwards has a row, as far as the directory has its file, and nothing else.
/// What stays applied must be what its file says, as before any run.
final class StampRun {
  private final RunContext context;
  private final RunRequest request;
  private final ScriptDirectory scripts;
  private final InstantSource clock;
  private final HistorySql history;
  private final Report report;

  StampRun(RunContext context, ScriptDirectory scripts, InstantSource clock) {
    this.context = context;
    this.request = context.request();
    this.scripts = scripts;
    this.clock = clock;
    this.history = new HistorySql(request.versionTable());
    this.report = new Report(request, clock.instant());
  }

  RunResult result(Stamping stamping) {
    return result(stamping, HistoryReader.Detail.REVISIONS);
  }

  /// The same where no version row stays, and so any text may be in one.
  RunResult purge(Stamping stamping) {
    return result(stamping, HistoryReader.Detail.REVISIONS_BESIDE_ANY_ROWS);
  }

  private RunResult result(Stamping stamping, HistoryReader.Detail detail) {
    try (var locked = LockedSession.lock(context, Session.open(context))) {
      Layout.ensure(locked.session().connection(), request.versionTable());
      new ClaimKeeper(context).take(locked);
      var state =
          new HistoryReader(locked.session().connection(), request.versionTable()).read(detail);
      report.began(state);
      return switch (stamping.stamp(state)) {
        case Stamping.Result.Refused(var refusal) -> report.refused(refusal, clock.instant());
        case Stamping.Result.Planned planned ->
            stamp(locked, state, planned, rows(planned.stamp(), detail));
      };
    } catch (RevisorException e) {
      return report.failed(e, clock.instant());
    }
  }

  /// The statements that set the version rows.
  private List<String> rows(Stamp stamp, HistoryReader.Detail detail) {
    if (detail == HistoryReader.Detail.REVISIONS) {
      return history.versionRows(stamp.rows());
    }
    var statements = new ArrayList<String>();
    statements.add(history.clearVersionRows());
    statements.addAll(history.versionRows(RowChange.between(List.of(), stamp.after())));
    return statements;
  }

  private RunResult stamp(
      LockedSession locked,
      DatabaseState state,
      Stamping.Result.Planned planned,
      List<String> rows) {
    var stamp = planned.stamp();
    report.planned(new Plan(stamp.before(), stamp.after(), List.of(), new TreeMap<>()));
    var accepted =
        new Checks(state, context.options().acceptedChanges()).changes(scripts, planned.applied());
    var statements = new ArrayList<String>();
    statements.add("BEGIN");
    statements.add(locked.proof());
    statements.add(history.closeDeadRuns(stamp.before()));
    statements.add(history.startRun(start(stamp.before(), stamp.after())));
    var rowsFrom = statements.size();
    statements.addAll(rows);
    var rowsTo = statements.size();
    statements.addAll(revisions(state, planned));
    accepted.forEach(entry -> statements.add(history.acceptRevision(entry)));
    report.stamped(stamp.after());
    var result = report.succeeded(clock.instant());
    statements.add(history.finishRun(result));
    statements.add("COMMIT");
    execute(locked, statements, rowsFrom, rowsTo);
    new SnapshotKeeper(context).first(locked);
    return result;
  }

  private void execute(LockedSession locked, List<String> statements, int rowsFrom, int rowsTo) {
    try {
      locked.session().execute(statements);
    } catch (BatchException e) {
      locked.session().rollBack();
      var row = e.completed();
      if (e.completed() == 1 && SqlStates.isDivisionByZero(e.sql().getSQLState())) {
        throw StepBatches.lockLost();
      }
      throw row >= rowsFrom && row < rowsTo && SqlStates.isDivisionByZero(e.sql().getSQLState())
          ? RevisorException.of(
              Reason.VersionChanged, "something else changed " + request.versionTable())
          : SqlStates.toException(e.sql(), "cannot set the version");
    }
  }

  private List<String> revisions(DatabaseState state, Stamping.Result.Planned planned) {
    var statements = new ArrayList<String>();
    for (var recorded : state.applied().keySet()) {
      if (!planned.applied().contains(recorded)) {
        statements.add(history.forgetRevision(recorded));
      }
    }
    for (var applied : new TreeSet<>(planned.applied())) {
      if (!state.applied().containsKey(applied)) {
        scripts
            .script(applied)
            .map(Records::entry)
            .map(entry -> history.recordRevision(entry, Took.NOTHING, request.key()))
            .ifPresent(statements::add);
      }
    }
    return statements;
  }

  private HistorySql.RunStart start(
      List<dev.revisor.revision.RevisionId> from, List<dev.revisor.revision.RevisionId> target) {
    return new HistorySql.RunStart(
        request.key(),
        request.command(),
        request.requester().orElse(null),
        request.image().orElse(null),
        from,
        target,
        null,
        new TreeSet<>());
  }
}
