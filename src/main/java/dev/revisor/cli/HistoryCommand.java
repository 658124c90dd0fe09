package dev.revisor.cli;

import dev.revisor.plan.Listing;
import dev.revisor.revision.RevisionId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class HistoryCommand implements Command {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 10_000;

  @Nullable String range;
  boolean indicateCurrent;
  boolean runs;
  @Nullable Integer limit;

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("List revisions, the newest first.")
        .option(
            "-r --rev-range",
            "[START]:[END]",
            "Only these, both ends included; -2: counts from the end.",
            value -> range = value)
        .flag(
            "-i --indicate-current",
            "Mark where the database is.",
            value -> indicateCurrent = value)
        .flag("--db", "List the runs that the database remembers instead.", value -> runs = value)
        .number(
            "--limit", "N", "With --db: the latest N runs; by default 20.", value -> limit = value);
  }

  @Override
  public ExitCode run(Session session) {
    if (runs) {
      return runs(session);
    }
    if (limit != null) {
      throw Failure.usage("--limit needs --db");
    }
    var ends = Optional.ofNullable(range).map(RangeEnds::parse);
    var revisions = session.revisions();
    var asked = indicateCurrent || ends.map(RangeEnds::needDatabase).orElse(false);
    var world = asked ? session.databaseWorld(revisions) : session.directoryWorld(revisions);
    var isMarked = indicateCurrent || (asked && session.console().json());
    var rows = isMarked ? Optional.of(world.rows()) : Optional.<List<RevisionId>>empty();
    var ids = ends.map(e -> e.within(world)).orElseGet(() -> Listing.history(revisions.graph()));
    var shown = ids.stream().filter(revisions.graph()::contains).toList();
    new EntryList(session.console(), revisions, rows).print(shown, EntryText.FULL);
    return ExitCode.SUCCESS;
  }

  private ExitCode runs(Session session) {
    if (range != null || indicateCurrent) {
      throw Failure.usage("--db lists runs, not revisions; leave -r and -i away");
    }
    var count = limit == null ? DEFAULT_LIMIT : limit;
    if (count < 1 || count > MAX_LIMIT) {
      throw Failure.usage("--limit must be 1 to " + MAX_LIMIT + ", was " + count);
    }
    var database = session.database(session.directoryOrDefaults());
    new RunList(session.console()).print(database.read(history -> history.runs(count)));
    return ExitCode.SUCCESS;
  }
}
