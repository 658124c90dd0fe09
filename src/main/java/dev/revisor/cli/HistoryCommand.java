package dev.revisor.cli;

import dev.revisor.plan.Listing;
import dev.revisor.revision.RevisionId;
import java.util.List;
import java.util.Optional;
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

  @Override
  public ExitCode run(Session session) {
    var ends = Optional.ofNullable(range).map(RangeEnds::parse);
    var revisions = session.revisions();
    var asked = indicateCurrent || ends.map(RangeEnds::needDatabase).orElse(false);
    var world = asked ? session.databaseWorld(revisions) : session.directoryWorld(revisions);
    var rows = asked ? Optional.of(world.rows()) : Optional.<List<RevisionId>>empty();
    var ids = ends.map(e -> e.within(world)).orElseGet(() -> Listing.history(revisions.graph()));
    var shown = ids.stream().filter(revisions.graph()::contains).toList();
    new EntryList(session.console(), revisions, rows).print(shown, EntryText.FULL);
    return ExitCode.SUCCESS;
  }
}
