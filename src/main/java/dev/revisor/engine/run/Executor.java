package dev.revisor.engine.run;

import dev.revisor.engine.database.Connections;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.Interrupted;
import dev.revisor.engine.history.Layout;
import dev.revisor.engine.history.ProgressSql;
import dev.revisor.engine.result.RunResult;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Runs plans on databases.
public final class Executor {
  private final RunListener listener;
  private final StopSignal stop;
  private final InstantSource clock;
  private final Optional<Connections> ahead;

  /// @param stop of one run
  public Executor(RunListener listener, StopSignal stop, InstantSource clock) {
    this(listener, stop, clock, Optional.empty());
  }

  private Executor(
      RunListener listener, StopSignal stop, InstantSource clock, Optional<Connections> ahead) {
    this.listener = listener;
    this.stop = stop;
    this.clock = clock;
    this.ahead = ahead;
  }

  /// The same with connections to the database of the request, which stay the caller's to close.
  public Executor by(Connections connections) {
    return new Executor(listener, stop, clock, Optional.of(connections));
  }

  /// Brings the database to where `planning` says. Looks without a lock first, and takes none when
  /// there is nothing to do. Whatever goes wrong is in the result; only our own bugs are thrown.
  public RunResult run(RunRequest request, Planning planning, ScriptDirectory scripts) {
    try {
      return new Run(context(request), scripts, clock).result(planning);
    } finally {
      stop.end();
    }
  }

  /// The same, after a database that has tables but no version was taken over at a baseline.
  public RunResult run(
      RunRequest request, Stamping baseline, Planning planning, ScriptDirectory scripts) {
    try {
      var context = context(request);
      return new Adoption(context, scripts, clock)
          .failure(baseline)
          .orElseGet(() -> new Run(context, scripts, clock).result(planning));
    } finally {
      stop.end();
    }
  }

  /// Sets the version rows without running anything.
  public RunResult stamp(RunRequest request, Stamping stamping, ScriptDirectory scripts) {
    try {
      return new StampRun(context(request), scripts, clock).result(stamping);
    } finally {
      stop.end();
    }
  }

  /// The same, with all version rows cleared first, whatever they are.
  public RunResult purge(RunRequest request, Stamping stamping, ScriptDirectory scripts) {
    try {
      return new StampRun(context(request), scripts, clock).purge(stamping);
    } finally {
      stop.end();
    }
  }

  /// Makes the version table and the schema `revisor`, as far as they are missing.
  ///
  /// @throws dev.revisor.engine.result.RevisorException whatever keeps it from doing so
  public Layout.Change ensure(RunRequest request) {
    var context = context(request);
    try (var locked = LockedSession.lock(context, Session.open(context))) {
      return Layout.ensure(locked.session().connection(), request.versionTable());
    } finally {
      stop.end();
    }
  }

  /// Accepts the schema as it is, with what was done to it by hand.
  ///
  /// @return what was accepted
  /// @throws dev.revisor.engine.result.RevisorException SchemaDrift, where the schema is not the
  ///   one that `request` means; whatever else keeps it from doing so
  public RunEvent.Drifted accept(RunRequest request) {
    var context = context(request);
    try (var locked = LockedSession.lock(context, Session.open(context))) {
      Layout.ensure(locked.session().connection(), request.versionTable());
      return new SnapshotKeeper(context).accept(locked);
    } finally {
      stop.end();
    }
  }

  /// Says what became of revisions that broke off half way; the next run goes on accordingly.
  ///
  /// @return the revisions that were meant, as they were before; none where nothing broke off
  /// @throws dev.revisor.engine.result.RevisorException whatever keeps it from doing so
  public List<Interrupted> repair(RunRequest request, Repair repair) {
    var context = context(request);
    try (var locked = LockedSession.lock(context, Session.open(context))) {
      var reader = new HistoryReader(locked.session().connection(), request.versionTable());
      var interrupted = reader.read(HistoryReader.Detail.ROWS).interrupted();
      for (var one : interrupted) {
        var progress = new ProgressSql(request.versionTable(), one.revision(), one.direction());
        locked.session().execute(repair.statement(progress));
      }
      return interrupted;
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot record the repair");
    } finally {
      stop.end();
    }
  }

  /// Looks whether a session holds, as a run does before it takes its lock.
  ///
  /// @throws dev.revisor.engine.result.RevisorException PoolerDetected, or whatever keeps it from
  ///   looking
  public void requireSession(RunRequest request) {
    var context = context(request);
    try (var session = Session.open(context)) {
      var pid = session.row("SELECT pg_backend_pid()").orElseThrow().getFirst();
      PoolerCheck.refuse(session, Integer.parseInt(pid), context);
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot look at the session");
    } finally {
      stop.end();
    }
  }

  private RunContext context(RunRequest request) {
    return new RunContext(
        request, listener, stop, ahead.orElseGet(() -> Connections.to(request.database())));
  }
}
