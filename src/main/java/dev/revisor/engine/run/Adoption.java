package dev.revisor.engine.run;

import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunResult;
import dev.revisor.revision.RevisionId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Before a run, takes over a database that has tables but no version: from then on it counts as
/// being at the baseline. Any other database is left as it is.
record Adoption(RunContext context, ScriptDirectory scripts, InstantSource clock) {

  /// The result of what went wrong; empty when the run can go on.
  Optional<RunResult> failure(Stamping baseline) {
    try {
      if (!isDue()) {
        return Optional.empty();
      }
    } catch (RevisorException _) {
      // The run meets the same, and reports it.
      return Optional.empty();
    }
    var request = context.request();
    var adopting =
        new RunContext(
            request.named(request.runId() + "-baseline", "stamp"),
            context.listener(),
            context.stop(),
            context.connections());
    var result =
        new StampRun(adopting, scripts, clock)
            .result(
                state ->
                    state.versionRows().isEmpty()
                        ? baseline.stamp(state)
                        : Stamping.Result.Planned.unchanged(state));
    return Optional.of(result).filter(Adoption::isFailure);
  }

  private boolean isDue() {
    try (var session = Session.open(context)) {
      var reader = new HistoryReader(session.connection(), context.request().versionTable());
      List<RevisionId> rows = reader.read(HistoryReader.Detail.ROWS).versionRows();
      return rows.isEmpty() && reader.hasUnversionedTables();
    }
  }

  private static boolean isFailure(RunResult result) {
    return result.outcome() != Outcome.Succeeded && result.outcome() != Outcome.NothingToDo;
  }
}
