package dev.revisor.cli;

import dev.revisor.engine.history.Layout;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.run.Executor;
import dev.revisor.engine.run.RunListener;
import dev.revisor.engine.run.StopSignal;

final class EnsureVersionCommand implements Command {
  boolean sql;
  final RunArguments run = new RunArguments();

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Make the version table and the schema revisor, as far as they are missing.")
        .flag("--sql", "Print the SQL for psql, make nothing.", value -> sql = value)
        .with(run);
  }

  /// @throws RevisorException whatever keeps the database from it
  @Override
  public ExitCode run(Session session) {
    if (sql) {
      return new OfflineRun(session, "ensure-version").ensureVersion(run);
    }
    var request = new Migration(session, "ensure-version").prepare(run).request();
    var stop = new StopSignal(request.options().grace());
    session.surroundings().interrupts().accept(stop);
    var executor = new Executor(RunListener.none(), stop, session.surroundings().clock());
    var created = executor.ensure(request) == Layout.Change.CREATED;
    var table = request.versionTable().toString();
    var console = session.console();
    if (console.json()) {
      console.document("VersionTable", json -> json.text("table", table).truth("created", created));
    } else {
      console.line(table + (created ? " is made" : " is there"));
    }
    return ExitCode.SUCCESS;
  }
}
