package dev.revisor.cli;

import dev.revisor.engine.environment.DurationText;
import dev.revisor.engine.environment.EnvironmentDirectory;
import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.result.Fault;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.run.StopSignal;
import dev.revisor.plan.World;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

final class WaitCommand implements Command {
  /// Short enough for a container that waits to start, long enough for a hundred of them.
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  final List<String> targets = new ArrayList<>();
  @Nullable String timeout;

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Block until the database has revisions.")
        .required(
            "--at-least",
            "REV",
            "A revision that must be applied, or head, heads, LABEL@head; repeatable.",
            targets)
        .option(
            "--timeout",
            "DURATION",
            "How long to wait before ending with 4: 5min; 0: for ever.",
            value -> timeout = value);
  }

  @Override
  public ExitCode run(Session session) {
    var limit = RunArguments.duration("--timeout", timeout, DEFAULT_TIMEOUT);
    var environment = session.directoryOrDefaults();
    var revisions = revisions(session, environment);
    var wanted = wanted(session, revisions);
    var stop = new StopSignal(Duration.ZERO);
    session.surroundings().interrupts().accept(stop);
    try {
      var started = System.nanoTime();
      var watch = new Watch(session, session.database(environment), revisions, wanted);
      while (!watch.isOver()) {
        if (stop.isRequested()) {
          throw new Failure(
              Reason.Terminated, ExitCode.TRANSIENT, "asked to stop; " + watch.seen());
        }
        if (!limit.isZero() && System.nanoTime() - started >= limit.toNanos()) {
          var waited = DurationText.print(limit);
          throw new Failure(
              Reason.Terminated, ExitCode.TRANSIENT, "waited " + waited + "; " + watch.seen());
        }
        stop.pause(INTERVAL);
      }
      watch.report();
      return ExitCode.SUCCESS;
    } finally {
      stop.end();
    }
  }

  /// The files, where there are any: an application's image seldom has them.
  private static Optional<RevisionDirectory> revisions(
      Session session, EnvironmentDirectory environment) {
    return environment.versionLocations().stream().anyMatch(java.nio.file.Files::isDirectory)
        ? Optional.of(session.revisions())
        : Optional.empty();
  }

  private Set<RevisionId> wanted(Session session, Optional<RevisionDirectory> revisions) {
    var wanted = new TreeSet<RevisionId>();
    for (var target : Targets.parseAll(targets)) {
      if (!target.isAbsolute() || target instanceof Target.Base) {
        throw Failure.usage("--at-least takes a revision, head or heads, was '" + target + "'");
      }
      if (revisions.isPresent()) {
        wanted.addAll(Targets.revisions(session.directoryWorld(revisions.get()), target));
      } else if (target instanceof Target.Named(var branch, var name)
          && branch.isEmpty()
          && RevisionId.isValid(name)) {
        wanted.add(new RevisionId(name));
      } else {
        throw Failure.of(Reason.NoScripts, "'" + target + "' needs the directory of revisions")
            .withHint("without one name the revision by its whole id");
      }
    }
    return wanted;
  }

  /// What is looked at again and again, and what was seen last.
  private static final class Watch {
    private final Session session;
    private final DatabaseAccess database;
    private final Optional<RevisionDirectory> revisions;
    private final Set<RevisionId> wanted;
    private List<RevisionId> rows = List.of();
    private String seen = "";

    Watch(
        Session session,
        DatabaseAccess database,
        Optional<RevisionDirectory> revisions,
        Set<RevisionId> wanted) {
      this.session = session;
      this.database = database;
      this.revisions = revisions;
      this.wanted = wanted;
    }

    /// @throws RevisorException what no waiting changes
    boolean isOver() {
      try {
        var state = database.read();
        rows = state.versionRows();
        var missing = new TreeSet<>(wanted);
        missing.removeAll(applied(state));
        if (missing.isEmpty()) {
          revisions.ifPresent(
              files -> ChangedFiles.warn(session.console(), new ScriptFiles(files), state));
          return true;
        }
        see("the database is at " + texts(rows) + " and lacks " + texts(missing));
        return false;
      } catch (RevisorException e) {
        if (e.error().fault() != Fault.TRANSIENT) {
          throw e;
        }
        see(e.error().message());
        return false;
      }
    }

    /// The version rows with all that is below them. A database that is ahead of the files says
    /// itself what it has.
    private Set<RevisionId> applied(DatabaseState state) {
      var applied = new HashSet<>(state.applied().keySet());
      applied.addAll(state.versionRows());
      revisions
          .map(directory -> World.join(directory.graph(), state.appliedState()))
          .ifPresent(
              joined -> {
                if (joined instanceof World.Joined.Ok(var world)) {
                  applied.addAll(world.applied());
                }
              });
      return applied;
    }

    private void see(String now) {
      if (!now.equals(seen)) {
        seen = now;
        session.console().note("waiting: " + now);
      }
    }

    String seen() {
      return seen;
    }

    void report() {
      var console = session.console();
      if (console.json()) {
        console.document("Waited", json -> json.texts("current", rows).texts("atLeast", wanted));
      } else {
        console.line("the database has " + texts(wanted));
      }
    }

    private static String texts(java.util.Collection<RevisionId> ids) {
      return ids.isEmpty()
          ? "base"
          : String.join(", ", ids.stream().map(RevisionId::value).toList());
    }
  }
}
