package dev.revisor.engine.run;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.snapshot.Snapshots;
import dev.revisor.engine.snapshot.Snapshots.Look;
import dev.revisor.schema.CanonicalText;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.diff.Drift;
import java.util.List;

/// Keeps the snapshot of the schema in step with runs, under the run lock. That it cannot be read
/// or written is told, and stops no run.
final class SnapshotKeeper {
  /// How many changes a refusal names.
  private static final int NAMED = 5;

  private final RunContext context;

  SnapshotKeeper(RunContext context) {
    this.context = context;
  }

  /// What was there before the run. A revision that broke off half way has changed the schema, and
  /// nobody can tell by what is there what it was. After the turn of another tool nobody can tell
  /// its changes from those made by hand: that is said, and the schema counts as it is.
  ///
  /// @throws RevisorException SchemaDrift, where drift is to stop the run
  Look before(LockedSession locked, DatabaseState state) {
    var options = context.request().snapshots();
    if (options.isEmpty() || !state.interrupted().isEmpty()) {
      return new Look.Incomparable();
    }
    if (state.isMovedByOthers()) {
      context.tell(
          new RunEvent.Notice(
              "WARNING",
              "another tool brought the database to "
                  + Words.at(state.versionRows())
                  + " since the last run; the schema is not compared with what that run left"));
      return new Look.Incomparable();
    }
    var look = look(locked, options.get());
    if (!(look instanceof Look.Compared compared) || compared.isInSync()) {
      return look;
    }
    if (options.get().accepts(compared.fingerprint())) {
      return accepted(compared);
    }
    return switch (options.get().onDrift()) {
      case IGNORE -> look;
      case REPORT -> {
        context.tell(new RunEvent.Drifted(compared.drift(), compared.fingerprint()));
        yield look;
      }
      case BLOCK -> {
        context.tell(new RunEvent.Drifted(compared.drift(), compared.fingerprint()));
        throw refused(compared);
      }
    };
  }

  private static Look accepted(Look.Compared compared) {
    return new Look.Compared(
        compared.live(), compared.live(), compared.fingerprint(), new Drift(List.of()));
  }

  private static RevisorException refused(Look.Compared compared) {
    return RevisorException.of(
            Reason.SchemaDrift,
            "the schema was changed by hand: " + compared.drift().inShort(NAMED))
        .withHint(
            "undo it, or accept it with 'revisor drift --accept " + compared.fingerprint() + "'");
  }

  private Look look(LockedSession locked, SnapshotOptions options) {
    try {
      return snapshots(locked).look(options.scope());
    } catch (RevisorException | IllegalArgumentException e) {
      warn("the schema cannot be compared with its snapshot", e);
      return new Look.Incomparable();
    }
  }

  /// Accepts what the run did, and nothing else.
  void after(LockedSession locked, Look before) {
    keep(
        locked,
        live ->
            before instanceof Look.Compared(var accepted, var found, _, _)
                ? Drift.carried(accepted, found, live)
                : live);
  }

  /// After a run with nothing to do: accepts what the user told us to, and makes up for a snapshot
  /// that was not taken.
  void between(LockedSession locked, boolean isDue) {
    var options = context.request().snapshots();
    if (options.isEmpty()) {
      return;
    }
    var look = look(locked, options.get());
    if (look instanceof Look.Compared compared) {
      if (!compared.isInSync() && options.get().accepts(compared.fingerprint())) {
        keep(locked, live -> live);
      }
    } else if (isDue || options.get().accepted().isPresent()) {
      keep(locked, live -> live);
    }
  }

  /// The first snapshot of a database.
  void first(LockedSession locked) {
    var options = context.request().snapshots();
    if (options.isPresent() && look(locked, options.get()) instanceof Look.Incomparable) {
      keep(locked, live -> live);
    }
  }

  /// Accepts the schema as it is.
  ///
  /// @return how it differs from what was accepted before, and its fingerprint
  /// @throws RevisorException SchemaDrift, where it is not the schema that the user means
  RunEvent.Drifted accept(LockedSession locked) {
    var options = context.request().snapshots().orElseThrow();
    var snapshots = snapshots(locked);
    var before = snapshots.look(options.scope());
    var live = snapshots.live(options.scope());
    var fingerprint = CanonicalText.fingerprint(live);
    if (!options.accepts(fingerprint)) {
      throw RevisorException.of(
          Reason.SchemaDrift,
          "the schema is "
              + fingerprint
              + " now, and not "
              + options.accepted().orElse("one to be accepted"));
    }
    snapshots.write(live, options.scope());
    var drift =
        before instanceof Look.Compared(var accepted, _, _, _)
            ? Drift.between(accepted, live)
            : new Drift(List.of());
    return new RunEvent.Drifted(drift, fingerprint);
  }

  /// What of the schema as it is gets accepted.
  private interface Acceptance {
    Catalog of(Catalog live);
  }

  private void keep(LockedSession locked, Acceptance acceptance) {
    var options = context.request().snapshots();
    if (options.isEmpty()) {
      return;
    }
    locked.session().rollBack();
    if (locked.session().isClosed()) {
      return;
    }
    try {
      locked.reset();
      var snapshots = snapshots(locked);
      var live = snapshots.live(options.get().scope());
      snapshots.write(acceptance.of(live), options.get().scope());
    } catch (RevisorException e) {
      warn("no snapshot of the schema was taken", e);
    }
  }

  private Snapshots snapshots(LockedSession locked) {
    return new Snapshots(locked.session().connection(), context.request().versionTable());
  }

  private void warn(String what, RuntimeException why) {
    context.tell(new RunEvent.Notice("WARNING", what + ": " + why.getMessage()));
  }
}
