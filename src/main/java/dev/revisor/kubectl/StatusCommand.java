package dev.revisor.kubectl;

import dev.revisor.api.Condition;
import dev.revisor.api.Reason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "status",
    description = "Say how things are: a line each, or all about one.")
final class StatusCommand implements Command {
  private static final int LOG_LINES = 5;

  @Mixin Options options = new Options();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The SchemaMigration; all without.")
  @Nullable String name;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Those of every namespace.")
  boolean everywhere;

  @Option(
      names = {"-w", "--watch"},
      description = "Follow a migration until it is done, fails, or waits for somebody.")
  boolean watch;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to follow before ending with 4; 0: for ever.")
  long timeout;

  @Override
  public ExitCode run(Session session) {
    if (name == null) {
      if (watch) {
        throw new Refusal(ExitCode.USAGE, "--watch follows one: give its name");
      }
      return list(session);
    }
    if (!watch) {
      session.print(session.report().one(session.view(name)));
      return ExitCode.SUCCESS;
    }
    return follow(session, name);
  }

  private ExitCode list(Session session) {
    var views = session.views(everywhere);
    if (views.isEmpty()) {
      session.print(
          everywhere
              ? "there is no SchemaMigration"
              : "there is no SchemaMigration in the namespace \"" + session.namespace() + "\"");
    } else {
      session.print(session.report().list(views, everywhere));
    }
    return ExitCode.SUCCESS;
  }

  private ExitCode follow(Session session, String followed) {
    var screen = new Screen(session.surroundings());
    var limit = session.surroundings().clock().instant().plus(Duration.ofSeconds(timeout));
    while (true) {
      var view = session.view(followed);
      screen.show(
          session.report().one(view), log(session, view), view.reason() + ": " + view.message());
      if (view.isSettled()) {
        return code(view);
      }
      if (timeout > 0 && session.surroundings().clock().instant().isAfter(limit)) {
        throw new Refusal(ExitCode.TRANSIENT, "it is not done after " + timeout + " s");
      }
      screen.pause();
    }
  }

  private static ExitCode code(View view) {
    return view.is(Condition.Type.Stalled) == Condition.Status.True
        ? ExitCode.USER
        : ExitCode.SUCCESS;
  }

  /// The last lines of the migration that runs.
  private static List<String> log(Session session, View view) {
    if (view.reason() != Reason.Running && view.reason() != Reason.PreviousRunActive) {
      return List.of();
    }
    return session
        .pod(view, 0)
        .map(pod -> LogsCommand.lines(session, pod))
        .map(lines -> lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()))
        .orElse(List.of());
  }
}
