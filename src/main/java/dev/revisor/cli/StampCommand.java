package dev.revisor.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "stamp",
    description = "Set the version of the database without running anything.")
final class StampCommand implements Command {
  @Parameters(
      paramLabel = "REV",
      arity = "1..*",
      description = "Revisions, labels, head, heads, base, LABEL@head ….")
  List<String> targets = new ArrayList<>();

  @Option(names = "--purge", description = "Forget all version rows first, known or not.")
  boolean purge;

  @Option(
      names = "--sql",
      description = "Print the SQL for psql, set nothing; the first REV may be FROM:TO.")
  boolean sql;

  @Mixin RunArguments run = new RunArguments();

  @Override
  public ExitCode run(Session session) {
    if (sql) {
      return new OfflineRun(session, "stamp").stamp(run, targets, purge);
    }
    return new Migration(session, "stamp")
        .run(
            run,
            (executor, prepared) -> {
              var graph = prepared.revisions().graph();
              var parsed = Targets.parseAll(targets);
              return executor.stamp(
                  prepared.request(),
                  state ->
                      purge ? Stamps.purge(graph, state, parsed) : Stamps.of(graph, state, parsed),
                  prepared.scripts());
            });
  }
}
