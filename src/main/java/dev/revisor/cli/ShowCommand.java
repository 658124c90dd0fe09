package dev.revisor.cli;

import dev.revisor.engine.result.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

final class ShowCommand implements Command {
  final List<String> targets = new ArrayList<>();

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Show revisions, or runs.")
        .parameters(
            "REV",
            "Ids, prefixes, labels, head, heads, current, REV-1 …; or the id of one run.",
            targets);
  }

  /// Ids of runs are UUIDs, unless `REVISOR_RUN_ID` said otherwise; no revision has such an id.
  private static final Pattern RUN =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  @Override
  public ExitCode run(Session session) {
    if (targets.size() == 1 && RUN.matcher(targets.getFirst()).matches()) {
      return show(targets.getFirst(), session);
    }
    var looked = Looked.at(session, Targets.parseAll(targets));
    looked.list().printWhole(looked.ids());
    return ExitCode.SUCCESS;
  }

  private static ExitCode show(String id, Session session) {
    var found = session.database(session.directoryOrDefaults()).read(history -> history.run(id));
    var run =
        found.orElseThrow(
            () ->
                Failure.of(Reason.UnknownRevision, "the database remembers no run " + id)
                    .withHint("'revisor history --db' lists the runs"));
    new RunList(session.console()).printWhole(run);
    return ExitCode.SUCCESS;
  }
}
