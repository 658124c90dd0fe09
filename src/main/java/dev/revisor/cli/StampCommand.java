package dev.revisor.cli;

import java.util.ArrayList;
import java.util.List;

final class StampCommand implements Command {
  final List<String> targets = new ArrayList<>();
  boolean purge;
  boolean sql;
  final RunArguments run = new RunArguments();

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Set the version of the database without running anything.")
        .parameters("REV", "Revisions, labels, head, heads, base, LABEL@head ….", targets)
        .flag("--purge", "Forget all version rows first, known or not.", value -> purge = value)
        .flag(
            "--sql",
            "Print the SQL for psql, set nothing; the first REV may be FROM:TO.",
            value -> sql = value)
        .with(run);
  }

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
              return purge
                  ? executor.purge(
                      prepared.request(),
                      state -> Stamps.purge(graph, state, parsed),
                      prepared.scripts())
                  : executor.stamp(
                      prepared.request(),
                      state -> Stamps.of(graph, state, parsed),
                      prepared.scripts());
            });
  }
}
