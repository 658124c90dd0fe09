package dev.revisor.engine.desired;

import dev.revisor.engine.desired.Piece.Order;
import dev.revisor.engine.environment.Problem;
import java.util.ArrayList;
import java.util.List;

/// Loads files whose order says nothing: a statement that fails waits until others are done, as
/// long as there is progress. Statements pass each other within a file, too, except where that may
/// change what they do.
final class AnyOrder {
  private final Loading loading;

  AnyOrder(Loading loading) {
    this.loading = loading;
  }

  /// How far statements may pass those that wait.
  private enum Passing {
    CAREFUL,
    /// Nothing else helps: whatever can be run is run.
    FREE
  }

  /// What of a file is still to be done, settings in their places.
  private record Rest(String file, List<Piece> pieces) {}

  /// What came of one time through all files.
  private static final class Round {
    private final List<Rest> rests = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private int waiting;
    private int done;
  }

  /// @return the statements that wait for each other or for what is not there, and those that fail
  ///   whatever comes before them
  List<Problem> load(List<SqlSource> sources) {
    loading.provideRoles(sources.stream().flatMap(each -> each.pieces().stream()).toList());
    var rests = sources.stream().map(each -> new Rest(each.file(), each.pieces())).toList();
    var passing = Passing.CAREFUL;
    while (true) {
      var round = new Round();
      for (var rest : rests) {
        loading.reset();
        run(rest, passing, round);
      }
      if (round.waiting == 0) {
        return List.of();
      }
      if (round.done == 0 && passing == Passing.FREE) {
        return new Stuck(round.refused).problems();
      }
      passing = round.done == 0 ? Passing.FREE : Passing.CAREFUL;
      rests = round.rests;
    }
  }

  private void run(Rest rest, Passing passing, Round round) {
    var left = new ArrayList<Piece>();
    var waiting = round.waiting;
    for (var from = 0; from < rest.pieces.size(); from += Loading.BATCH) {
      var to = Math.min(from + Loading.BATCH, rest.pieces.size());
      var batch = rest.pieces.subList(from, to);
      if (canGoTogether(batch) && round.waiting == waiting && loading.runTogether(batch)) {
        round.done += batch.size();
        batch.stream().filter(piece -> piece.order() == Order.SETTING).forEach(left::add);
      } else {
        for (var piece : batch) {
          if (!isDone(piece, passing, round, round.waiting > waiting)) {
            left.add(piece);
          }
        }
      }
    }
    if (round.waiting > waiting) {
      round.rests.add(new Rest(rest.file, left));
    }
  }

  private static boolean canGoTogether(List<Piece> batch) {
    return batch.size() > 1 && batch.stream().noneMatch(piece -> piece.order() == Order.LAST);
  }

  /// Whether a statement need not come again.
  private boolean isDone(Piece piece, Passing passing, Round round, boolean behindOthers) {
    var waits =
        switch (piece.order()) {
          case SETTING, ANY -> false;
          case AFTER -> behindOthers;
          case LAST -> true;
        };
    if (waits && passing == Passing.CAREFUL) {
      round.waiting++;
      return false;
    }
    var refused = loading.run(piece);
    if (refused.isPresent()) {
      round.refused.add(refused.get());
      round.waiting++;
    } else if (piece.order() != Order.SETTING) {
      round.done++;
    }
    return refused.isEmpty() && piece.order() != Order.SETTING;
  }
}
