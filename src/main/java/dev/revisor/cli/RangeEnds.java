package dev.revisor.cli;

import dev.revisor.engine.result.Reason;
import dev.revisor.plan.HistoryRange;
import dev.revisor.plan.World;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Both ends of a range of revisions, where they are given: `[START]:[END]`.
record RangeEnds(Optional<Target> start, Optional<Target> end) {
  static RangeEnds parse(String text) {
    var colon = text.indexOf(':');
    if (colon < 0 || colon != text.lastIndexOf(':')) {
      throw Failure.of(
          Reason.UnknownRevision,
          "a range must be [START]:[END], START: or :END, was '" + text + "'");
    }
    return new RangeEnds(end(text.substring(0, colon)), end(text.substring(colon + 1)));
  }

  private static Optional<Target> end(String text) {
    return Optional.of(text).filter(end -> !end.isEmpty()).map(Targets::parse);
  }

  /// A start or end that only counts steps does so from the other one.
  boolean needDatabase() {
    return Stream.of(start, end)
        .flatMap(Optional::stream)
        .anyMatch(
            target ->
                target instanceof Target.Current
                    || (target instanceof Target.Relative(_, var from, _)
                        && from.equals(Optional.of("current"))));
  }

  /// The revisions of the range, the newest first.
  List<RevisionId> within(World world) {
    return switch (new HistoryRange(world).between(start, end)) {
      case HistoryRange.Result.Found(var revisions) -> revisions;
      case HistoryRange.Result.Refused(var refusal) -> throw Failure.of(refusal);
    };
  }
}
