package dev.revisor.kubectl;

import dev.revisor.api.Condition;
import dev.revisor.api.SchemaMigration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// The commands that look once, or change one thing.
final class Commands {
  private Commands() {}

  /// All of them, for [Main].
  static List<Command> all() {
    return List.of(
        new StatusCommand(),
        new History(),
        new Plan(),
        new Approve(),
        new Retry(),
        new Suspend(),
        new Resume(),
        new LogsCommand(),
        new Diff());
  }

  @CommandLine.Command(name = "history", description = "Show the last runs, the newest first.")
  static final class History extends NamedCommand {
    @Override
    public ExitCode run(Session session) {
      session.print(session.report().history(session.view(name)));
      return ExitCode.SUCCESS;
    }
  }

  @CommandLine.Command(name = "plan", description = "Show the last plan for the target.")
  static final class Plan extends NamedCommand {
    @Override
    public ExitCode run(Session session) {
      session.print(session.report().plan(session.view(name)));
      return ExitCode.SUCCESS;
    }
  }

  @CommandLine.Command(name = "approve", description = "Approve the plan that waits for it.")
  static final class Approve extends NamedCommand {
    @Option(
        names = "--plan",
        paramLabel = "HASH",
        description = "Approve only if this is the plan.")
    @Nullable String expected;

    @Override
    public ExitCode run(Session session) {
      var view = session.view(name);
      if (!view.awaitsApproval()) {
        throw Refusal.user("no plan waits for approval: " + view.reason() + ": " + view.message());
      }
      var hash = Objects.requireNonNull(view.status().plan()).hash();
      if (expected != null && !expected.equals(hash)) {
        throw Refusal.user("the plan that waits is another one: " + hash);
      }
      session.print(session.report().plan(view).stream().filter(line -> !isAdvice(line)).toList());
      session.annotate(view, SchemaMigration.APPROVE_ANNOTATION, hash);
      session.print("approved");
      return ExitCode.SUCCESS;
    }

    private static boolean isAdvice(String line) {
      return line.startsWith("approve it with");
    }
  }

  @CommandLine.Command(name = "retry", description = "Have a failed migration tried again.")
  static final class Retry extends NamedCommand {
    @Override
    public ExitCode run(Session session) {
      var view = session.view(name);
      if (view.is(Condition.Type.Ready) == Condition.Status.True) {
        throw Refusal.user("there is nothing to try again: " + view.message());
      }
      var now = session.surroundings().clock().instant().toString();
      session.annotate(view, SchemaMigration.RETRY_ANNOTATION, now);
      session.print("asked for another try");
      return ExitCode.SUCCESS;
    }
  }

  @CommandLine.Command(name = "suspend", description = "Start no Job until it is resumed.")
  static final class Suspend extends NamedCommand {
    @Override
    public ExitCode run(Session session) {
      return setSuspended(session, name, true, "suspended; a Job that runs goes on to its end");
    }
  }

  @CommandLine.Command(name = "resume", description = "Let Jobs start again.")
  static final class Resume extends NamedCommand {
    @Override
    public ExitCode run(Session session) {
      return setSuspended(session, name, false, "resumed");
    }
  }

  private static ExitCode setSuspended(Session session, String name, boolean value, String done) {
    var view = session.view(name);
    if (view.spec().isSuspended() == value) {
      session.print(value ? "it is suspended already" : "it is not suspended");
      return ExitCode.SUCCESS;
    }
    session.warnOfGit(view);
    session.patch(view, Map.of("spec", Map.of("suspend", value)));
    session.print(done);
    return ExitCode.SUCCESS;
  }

  @CommandLine.Command(
      name = "diff",
      description = "Compare what is declared with what is there; exit 6 where it differs.")
  static final class Diff extends NamedCommand {
    @Override
    public ExitCode run(Session session) {
      var view = session.view(name);
      session.print(session.report().difference(view));
      return Report.isAtTarget(view) && view.is(Condition.Type.InSync) != Condition.Status.False
          ? ExitCode.SUCCESS
          : ExitCode.DIFFERENT;
    }
  }
}
