package dev.revisor.cli;

import dev.revisor.engine.database.Connector;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.HistoryCopy;
import dev.revisor.engine.history.StoredDowngrade;
import dev.revisor.engine.result.Fault;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunError;
import dev.revisor.engine.result.RunResult;
import dev.revisor.engine.run.Admission;
import dev.revisor.engine.run.Executor;
import dev.revisor.engine.run.Planning;
import dev.revisor.engine.run.RunListener;
import dev.revisor.engine.run.RunOptions;
import dev.revisor.engine.run.RunRequest;
import dev.revisor.engine.run.StopSignal;
import dev.revisor.engine.scratch.Reach;
import dev.revisor.engine.scratch.ScratchDatabase;
import dev.revisor.plan.Plan;
import dev.revisor.plan.PlanResult;
import dev.revisor.plan.Source;
import dev.revisor.plan.Step;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import dev.revisor.schema.Selection;
import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.diff.CatalogDiff;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lets a plan run when it went well on a copy: a scratch database with the schema of the real one,
/// what was changed by hand included, and with the rows that revisions insert. Other rows are not
/// copied. A plan is looked at twice in a run, and rehearsed once.
final class Rehearsal implements Planning {
  private final Session session;
  private final Migration.Prepared prepared;
  private final Planning planning;
  private final Set<String> passed = new HashSet<>();

  Rehearsal(Session session, Migration.Prepared prepared, Planning planning) {
    this.session = session;
    this.prepared = prepared;
    this.planning = planning;
  }

  @Override
  public PlanResult plan(DatabaseState state) {
    return planning.plan(state);
  }

  @Override
  public Admission admit(Plan plan, DatabaseState state) {
    var admission = planning.admit(plan, state);
    if (admission.refusal().isEmpty() && !passed.contains(plan.hash())) {
      try {
        rehearse(plan, state);
      } catch (Failure failure) {
        throw failure.toException();
      }
      passed.add(plan.hash());
    }
    return admission;
  }

  private void rehearse(Plan plan, DatabaseState state) {
    var revisions = prepared.revisions();
    var everything =
        Selection.of(List.of("*"), List.of(prepared.request().versionTable().toString()));
    try (var work = new SchemaWork(session, revisions, everything)) {
      work.requireHarmless(plan.steps().stream().map(Step::revision).toList());
      if (work.isShared()) {
        plan.steps().stream()
            .filter(step -> step.source() == Source.STORED)
            .forEach(step -> requireHarmless(step.revision()));
      }
      try (var copy = copy(work, state)) {
        require(run(copy), plan);
      }
    }
  }

  /// The way back that the database keeps may be of a file that is gone.
  private void requireHarmless(RevisionId id) {
    var request = prepared.request();
    new DatabaseAccess(request.database(), request.versionTable())
        .read(history -> history.storedDowngrade(id))
        .map(StoredDowngrade::sql)
        .flatMap(Reach::within)
        .ifPresent(
            words -> {
              throw Failure.of(
                      Reason.ScratchUnavailable,
                      "the stored downgrade of revision "
                          + id
                          + " cannot be run in a scratch database beside others: "
                          + words
                          + " reaches beyond it")
                  .withHint(
                      "set 'scratch' in revisor.yaml to embedded, or to the URL of a server of its"
                          + " own");
            });
  }

  /// Revisions that can be run again give the rows that they insert; the rest of the schema comes
  /// from the catalog.
  private ScratchDatabase copy(SchemaWork work, DatabaseState state) {
    var replayed = replayed(work, state);
    var scratch = replayed.isPresent() ? replayed.get() : work.scratch();
    try (var live = Connector.open(prepared.request().database());
        var connection = scratch.connect()) {
      var difference = CatalogDiff.between(work.read(connection), work.read(live), Manner.PLAIN);
      for (var part : difference.parts()) {
        execute(connection, part.statements());
      }
      new Executor(RunListener.none(), stop(), session.surroundings().clock())
          .ensure(request(scratch));
      HistoryCopy.copy(live, state, connection, prepared.request().versionTable());
      return scratch;
    } catch (SQLException e) {
      scratch.close();
      throw Failure.of(
          Reason.ScratchUnavailable,
          "the schema cannot be copied into a scratch database: " + SqlStates.message(e));
    } catch (RuntimeException e) {
      scratch.close();
      throw e;
    }
  }

  private static Optional<ScratchDatabase> replayed(SchemaWork work, DatabaseState state) {
    var applied = state.applied().keySet();
    if (applied.isEmpty()) {
      return Optional.empty();
    }
    var scratch = work.scratch();
    try {
      work.requireHarmless(applied);
      for (var row : state.versionRows()) {
        work.migrate(
            scratch, planner -> planner.upgrade(new Target.Named(Optional.empty(), row.value())));
      }
      return Optional.of(scratch);
    } catch (Failure | RevisorException _) {
      scratch.close();
      return Optional.empty();
    }
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private RunResult run(ScratchDatabase copy) {
    return new Executor(RunListener.none(), stop(), session.surroundings().clock())
        .run(request(copy), planning::plan, prepared.scripts());
  }

  private StopSignal stop() {
    return new StopSignal(prepared.request().options().grace());
  }

  /// Who makes the scratch database owns all that is in it, whoever does so in the real one.
  private RunRequest request(ScratchDatabase copy) {
    var request = prepared.request();
    var options = request.options();
    return new RunRequest(
        session.surroundings().ids().get().toString(),
        "rehearse",
        Optional.empty(),
        Optional.empty(),
        copy.settings(),
        request.versionTable(),
        request.variables(),
        new RunOptions(
            options.lockTimeout(),
            options.lockRetries(),
            options.statementTimeout(),
            options.lockWait(),
            options.grace(),
            options.scope(),
            Optional.empty(),
            options.acceptedChanges()),
        Optional.empty(),
        Optional.empty());
  }

  private void require(RunResult result, Plan plan) {
    if (result.outcome() == Outcome.Succeeded) {
      tell(plan);
      return;
    }
    var error =
        Optional.ofNullable(result.error())
            .orElseGet(() -> RunError.of(Fault.USER, result.message()));
    if (error.fault() != Fault.USER) {
      throw new RevisorException(result.reason(), error);
    }
    throw new RevisorException(Reason.RehearsalFailed, told(error));
  }

  private static RunError told(RunError error) {
    var said = error.message();
    var more = error.hint() == null ? "" : "; " + error.hint();
    return new RunError(
        Fault.USER,
        "on a copy of the schema: " + said,
        error.revision(),
        error.direction(),
        error.file(),
        error.line(),
        error.column(),
        error.statement(),
        error.sqlState(),
        "nothing was done to the database; its copy has no rows but those that revisions insert"
            + more);
  }

  private void tell(Plan plan) {
    var console = session.console();
    if (console.json()) {
      console.event("Rehearsed", json -> json.text("planHash", plan.hash()));
    } else {
      var steps = plan.steps().size() == 1 ? "1 step" : plan.steps().size() + " steps";
      console.note("rehearsed " + steps + " on a copy of the schema");
    }
  }
}
