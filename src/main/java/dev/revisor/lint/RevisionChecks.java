package dev.revisor.lint;

import dev.revisor.lint.sql.Command;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/// A revision as a whole: its way back, its place in the history, its file.
final class RevisionChecks {
  static final Rule IRREVERSIBLE =
      new Rule(
          "irreversible-down",
          Level.WARNING,
          "There is no way back, or it does not bring back what was there.",
          "Who goes back finds out too late.",
          "A downgrade section, or `-- revisor:irreversible reason`.");
  static final Rule NON_LINEAR =
      new Rule(
          "non-linear-history",
          Level.ERROR,
          "The directory has two heads without labels, or a revision below one that is applied.",
          "Nobody can say what 'head' is, or revisions run in an order that nobody tried.",
          "revisor merge heads, or make the revision revise the newest one.");
  static final Rule CHANGED =
      new Rule(
          "changed-applied-script",
          Level.ERROR,
          "A file is not the one that was applied (only with a database at hand).",
          "Databases that had the old file differ from those that get the new one.",
          "Restore the file and write a new revision.");
  static final List<Rule> RULES = List.of(IRREVERSIBLE, NON_LINEAR, CHANGED);

  private static final Set<String> LOSSES =
      Set.of(DropChecks.TABLE.id(), DropChecks.COLUMN.id(), DropChecks.TRUNCATE.id());

  private final RevisionGraph graph;
  private final RevisionFacts facts;
  private final Map<RevisionId, RevisionId> otherHeads;

  RevisionChecks(RevisionGraph graph, RevisionFacts facts) {
    this.graph = graph;
    this.facts = facts;
    this.otherHeads = otherHeads(graph);
  }

  /// Of heads that no label tells apart, each but the first, with the first.
  private static Map<RevisionId, RevisionId> otherHeads(RevisionGraph graph) {
    var first = new HashMap<SortedSet<String>, RevisionId>();
    var others = new HashMap<RevisionId, RevisionId>();
    for (var head : graph.effectiveHeads()) {
      var before = first.putIfAbsent(graph.labelsOf(head), head);
      if (before != null) {
        others.put(head, before);
      }
    }
    return others;
  }

  /// @param losses the findings of the upgrade
  void look(RevisionId id, LintScript script, List<Finding> losses, Report report) {
    reversal(script, losses, report);
    var origin = graph.get(id).origin();
    var header = new Position(Math.max(1, origin.id().line()), 1);
    var revises = origin.revises().isEmpty() ? header.line() : origin.revises().getFirst().line();
    var edge = new Position(Math.max(header.line(), revises), 1);
    var other = otherHeads.get(id);
    if (other != null) {
      var message = "%s and %s are both heads".formatted(other, id);
      report.add(NON_LINEAR, edge, message, "revisor merge heads", Optional.empty());
    }
    var after = facts.overtaken().get(id);
    if (after != null) {
      report.add(
          NON_LINEAR,
          edge,
          "%s is applied already and comes after %s, which is not".formatted(after, id),
          "make it revise the newest revision",
          Optional.empty());
    }
    if (facts.changed().contains(id)) {
      report.add(
          CHANGED,
          header,
          "this is not the file that was applied as revision " + id,
          "restore the file and write a new revision",
          Optional.empty());
    }
  }

  private static void reversal(LintScript script, List<Finding> upgrade, Report report) {
    if (script.irreversible() || script.upgrade().statements().isEmpty()) {
      return;
    }
    var mark = script.downgrade().map(section -> section.mark()).orElse(script.upgrade().mark());
    var way = "-- revisor:irreversible and the reason, or the statements that undo the upgrade";
    if (script.downgrade().isEmpty()) {
      report.add(IRREVERSIBLE, mark, "there is no downgrade section", way, Optional.empty());
    } else if (script.downgrade().get().statements().isEmpty()) {
      report.add(IRREVERSIBLE, mark, "the downgrade section is empty", way, Optional.empty());
    } else if (!fillsRows(script.downgrade().get().commands())) {
      upgrade.stream()
          .filter(finding -> LOSSES.contains(finding.rule().id()))
          .findFirst()
          .ifPresent(
              loss ->
                  report.add(
                      IRREVERSIBLE,
                      mark,
                      "the downgrade does not bring back what line %d loses: %s"
                          .formatted(loss.position().line(), loss.message()),
                      "keep the rows elsewhere and fill them in again, or mark it irreversible",
                      Optional.empty()));
    }
  }

  private static boolean fillsRows(List<Command> commands) {
    return commands.stream().anyMatch(command -> command instanceof Command.Write);
  }
}
