package dev.revisor.cli;

import dev.revisor.engine.history.Interrupted;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.run.Executor;
import dev.revisor.engine.run.Repair;
import dev.revisor.engine.run.RunListener;
import dev.revisor.engine.run.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class RepairCommand implements Command {
  boolean goOn;
  boolean retry;
  boolean abandon;
  final RunArguments run = new RunArguments();

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Say what became of a revision without a transaction that broke off half way.")
        .flag(
            "--continue",
            "The statement that was running took effect: the next run goes on behind it.",
            value -> goOn = value)
        .flag(
            "--retry",
            "It took no effect, or was undone by hand: the next run sends it again.",
            value -> retry = value)
        .flag(
            "--abandon",
            "All that the revision did was undone by hand: as if it had never begun.",
            value -> abandon = value)
        .with(run);
  }

  @Override
  public ExitCode run(Session session) {
    var chosen = chosen();
    return chosen.isEmpty() ? look(session) : repair(session, chosen.get());
  }

  private Optional<Repair> chosen() {
    var chosen = new ArrayList<Repair>();
    if (goOn) {
      chosen.add(Repair.STATEMENT_DONE);
    }
    if (retry) {
      chosen.add(Repair.STATEMENT_NOT_DONE);
    }
    if (abandon) {
      chosen.add(Repair.FORGET);
    }
    if (chosen.size() > 1) {
      throw Failure.usage("--continue, --retry and --abandon exclude each other; give one");
    }
    return chosen.stream().findFirst();
  }

  /// Without a choice nothing changes. What the next run cannot decide is an error.
  private static ExitCode look(Session session) {
    var state = session.database(session.directoryOrDefaults()).read();
    session
        .readableRevisions()
        .ifPresent(files -> ChangedFiles.warn(session.console(), new ScriptFiles(files), state));
    var interrupted = state.interrupted();
    if (interrupted.stream().allMatch(one -> one.statement().isEmpty())) {
      report(session.console(), Optional.empty(), interrupted);
      return ExitCode.SUCCESS;
    }
    var told = String.join("; ", interrupted.stream().map(RepairCommand::told).toList());
    throw Failure.of(Reason.InterruptedRevision, told)
        .withHint(
            "look at the database, then say --continue where that statement took effect,"
                + " --retry where it did not, or --abandon where all of the revision was undone");
  }

  private ExitCode repair(Session session, Repair repair) {
    var prepared = new Migration(session, "repair").prepare(run);
    ChangedFiles.warn(session, prepared);
    var request = prepared.request();
    var stop = new StopSignal(request.options().grace());
    session.surroundings().interrupts().accept(stop);
    var executor = new Executor(RunListener.none(), stop, session.surroundings().clock());
    report(session.console(), Optional.of(repair), executor.repair(request, repair));
    return ExitCode.SUCCESS;
  }

  private static void report(Console console, Optional<Repair> repair, List<Interrupted> found) {
    if (console.json()) {
      console.document(
          "Repair",
          json ->
              json.text("decision", repair.map(RepairCommand::word))
                  .objects(
                      "revisions",
                      found,
                      one ->
                          json.text("revision", one.revision().value())
                              .text("direction", one.direction().word())
                              .number("statementsDone", one.done())
                              .text("statement", one.statement())));
    } else if (found.isEmpty()) {
      console.line("no revision broke off");
    } else {
      found.forEach(
          one ->
              console.line(
                  repair.map(chosen -> word(chosen) + ": " + told(one, chosen)).orElse(told(one))));
    }
  }

  private static String word(Repair repair) {
    return switch (repair) {
      case STATEMENT_DONE -> "continue";
      case STATEMENT_NOT_DONE -> "retry";
      case FORGET -> "abandon";
    };
  }

  private static String told(Interrupted one) {
    return told(one, one.statement().isPresent() ? "" : "the next run goes on there");
  }

  /// With what comes of it.
  private static String told(Interrupted one, Repair decision) {
    return told(
        one,
        switch (decision) {
          case STATEMENT_DONE -> "the next run goes on behind it";
          case STATEMENT_NOT_DONE -> "the next run goes on there";
          case FORGET -> "the next run begins anew";
        });
  }

  private static String told(Interrupted one, String next) {
    return "the %s of revision %s had %s done%s%s"
        .formatted(
            one.direction().word(),
            one.revision(),
            one.done() == 1 ? "1 statement" : one.done() + " statements",
            one.statement().map(text -> "; it broke off in: " + text).orElse(""),
            next.isEmpty() ? "" : "; " + next);
  }
}
