package dev.revisor.cli;

import dev.revisor.engine.result.Reason;
import dev.revisor.plan.HistoryRange;
import dev.revisor.plan.Listing;
import dev.revisor.plan.World;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(name = "history", description = "List revisions, the newest first.")
final class HistoryCommand implements Command {
  @Option(
      names = {"-r", "--rev-range"},
      paramLabel = "[START]:[END]",
      description = "Only these, both ends included; -2: counts from the end.")
  @Nullable String range;

  @Option(
      names = {"-i", "--indicate-current"},
      description = "Mark where the database is.")
  boolean indicateCurrent;

  /// Both ends of a range, where they are given.
  private record Ends(Optional<Target> start, Optional<Target> end) {
    static Ends parse(String text) {
      var colon = text.indexOf(':');
      if (colon < 0 || colon != text.lastIndexOf(':')) {
        throw Failure.of(
            Reason.UnknownRevision,
            "a range must be [START]:[END], START: or :END, was '" + text + "'");
      }
      return new Ends(end(text.substring(0, colon)), end(text.substring(colon + 1)));
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
  }

  @Override
  public ExitCode run(Session session) {
    var ends = Optional.ofNullable(range).map(Ends::parse);
    var revisions = session.revisions();
    var asked = indicateCurrent || ends.map(Ends::needDatabase).orElse(false);
    var world = asked ? session.databaseWorld(revisions) : session.directoryWorld(revisions);
    var rows = asked ? Optional.of(world.rows()) : Optional.<List<RevisionId>>empty();
    var ids = ends.map(e -> between(world, e)).orElseGet(() -> Listing.history(revisions.graph()));
    var shown = ids.stream().filter(revisions.graph()::contains).toList();
    new EntryList(session.console(), revisions, rows).print(shown, EntryText.FULL);
    return ExitCode.SUCCESS;
  }

  private static List<RevisionId> between(World world, Ends ends) {
    return switch (new HistoryRange(world).between(ends.start(), ends.end())) {
      case HistoryRange.Result.Found(var revisions) -> revisions;
      case HistoryRange.Result.Refused(var refusal) -> throw Failure.of(refusal);
    };
  }
}
