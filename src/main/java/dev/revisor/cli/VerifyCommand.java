package dev.revisor.cli;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.scratch.ScratchDatabase;
import dev.revisor.lint.LintScript;
import dev.revisor.lint.Loss;
import dev.revisor.plan.Planner;
import dev.revisor.plan.World;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.schema.diff.Change;
import dev.revisor.script.Downgrade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class VerifyCommand implements Command {
  @Nullable String range;
  final SchemaOptions schema = new SchemaOptions();

  @Override
  public void declare(Declaration command) {
    command
        .describedAs(
            "Run every revision up, down and up again in a scratch database.",
            "The schema after down must be the schema before up. Data that "
                + "the way down, or the way up,",
            "takes away for good is named: a table that comes back is empty.")
        .optionalParameter(
            "[START]:[END]",
            "Only these revisions, as in history; those before them run up only.",
            value -> range = value)
        .with(schema);
  }

  /// What came of one revision.
  ///
  /// @param outcome `reversible`, `irreversible` or `differs`
  /// @param changes what differs after down
  /// @param lost what data goes, in words
  private record Verified(
      RevisionId revision, String outcome, List<Change> changes, List<String> lost) {}

  @Override
  public ExitCode run(Session session) {
    var revisions = session.revisions();
    var world = session.directoryWorld(revisions);
    var chosen =
        new HashSet<>(
            Optional.ofNullable(range)
                .map(RangeEnds::parse)
                .map(ends -> ends.within(world))
                .orElseGet(
                    () -> revisions.graph().revisions().stream().map(Revision::id).toList()));
    var verified = new ArrayList<Verified>();
    try (var work = new SchemaWork(session, revisions, schema.selection(session, revisions));
        var scratch = work.scratch()) {
      var ids = inOrder(world);
      work.requireHarmless(ids);
      var scripts = new ScriptFiles(revisions);
      var before = work.read(scratch.settings());
      var unmatched = new Unmatched(work.selection()).seen(before);
      var done = new ArrayList<RevisionId>();
      for (var id : ids) {
        var up = named(id);
        work.migrate(scratch, planner -> planner.upgrade(up));
        var after = work.read(scratch.settings());
        unmatched.seen(after);
        if (chosen.contains(id)) {
          var rows = world.files().maximal(done);
          verified.add(new Trial(work, scratch, rows, before).downAndUp(scripts, id));
        }
        done.add(id);
        before = after;
      }
      unmatched.warn(session.console());
    }
    return print(session, verified);
  }

  /// Parents and dependencies first.
  private static List<RevisionId> inOrder(World world) {
    var graph = world.files();
    var all = graph.revisions().stream().map(Revision::id).toList();
    return graph.newestFirst(all, graph.heads()).reversed();
  }

  private static Target named(RevisionId id) {
    return new Target.Named(Optional.empty(), id.value());
  }

  /// One revision, run up already.
  ///
  /// @param rows what was applied before it
  /// @param before the schema before it
  private record Trial(
      SchemaWork work, ScratchDatabase scratch, Set<RevisionId> rows, Catalog before) {
    Verified downAndUp(ScriptFiles scripts, RevisionId id) {
      var downgrade = scripts.script(id).orElseThrow().script().downgrade();
      if (!(downgrade instanceof Downgrade.Sql)) {
        return new Verified(id, "irreversible", List.of(), Lost.of(scripts, id));
      }
      var back =
          rows.isEmpty()
              ? List.<Target>of(new Target.Base(Optional.empty()))
              : rows.stream().map(VerifyCommand::named).toList();
      work.migrate(scratch, planner -> planner.apply(back, Planner.Backwards.ALLOWED));
      var changes = CatalogDiff.changes(before, work.read(scratch.settings()));
      work.migrate(scratch, planner -> planner.upgrade(named(id)));
      return new Verified(
          id, changes.isEmpty() ? "reversible" : "differs", changes, Lost.of(scripts, id));
    }
  }

  /// What a revision's sections take away for good.
  private static final class Lost {
    private static List<String> of(ScriptFiles scripts, RevisionId id) {
      try {
        var script =
            LintScript.read(
                scripts.script(id).orElseThrow().script(), () -> scripts.directory().open(id));
        var lost = new ArrayList<String>();
        Loss.ofUpgrade(script).forEach(loss -> lost.add("up loses " + loss.what()));
        Loss.ofDowngrade(script).forEach(loss -> lost.add("down loses " + loss.what()));
        return lost.stream().distinct().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static ExitCode print(Session session, List<Verified> verified) {
    var console = session.console();
    var failed = verified.stream().filter(each -> each.outcome().equals("differs")).toList();
    if (console.json()) {
      console.document(
          "Verification",
          json ->
              json.objects(
                  "revisions",
                  verified,
                  each ->
                      json.text("revision", each.revision().value())
                          .text("outcome", each.outcome())
                          .texts("changes", each.changes().stream().map(Change::described).toList())
                          .texts("losses", each.lost())));
    } else {
      for (var each : verified) {
        console.line(each.revision() + " " + each.outcome());
        each.changes().forEach(change -> console.line("  after down: " + change.described()));
        each.lost().forEach(lost -> console.line("  " + lost));
      }
    }
    if (failed.isEmpty()) {
      return ExitCode.SUCCESS;
    }
    console.note(
        failed.size() + " of " + verified.size() + " revisions do not leave what they found");
    return ExitCode.of(Reason.MigrationFailed.exitCode(Reason.MigrationFailed.fault()));
  }
}
