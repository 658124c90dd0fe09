package dev.revisor.cli;

import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.JournalEntry;
import dev.revisor.engine.history.RunRecord;
import dev.revisor.engine.result.Outcome;
import dev.revisor.plan.ApprovedPlan;
import dev.revisor.plan.Direction;
import dev.revisor.plan.ScriptFacts;
import dev.revisor.plan.Source;
import dev.revisor.plan.Step;
import dev.revisor.script.TransactionMode;
import java.util.ArrayList;
import java.util.List;

/// The runs that broke off since the last one that did not, as the database recorded them, with
/// their steps as a plan has them.
final class BrokenRuns {
  /// A plan that breaks off oftener than this between two approvals needs a new one.
  private static final int MOST = 50;

  private final ScriptFiles scripts;

  private BrokenRuns(ScriptFiles scripts) {
    this.scripts = scripts;
  }

  static List<ApprovedPlan.Broken> read(DatabaseAccess database, RevisionDirectory revisions) {
    var runs = new BrokenRuns(new ScriptFiles(revisions));
    return database.read(runs::read);
  }

  private List<ApprovedPlan.Broken> read(HistoryReader history) {
    var broken = new ArrayList<ApprovedPlan.Broken>();
    for (var run : history.runs(MOST)) {
      if (run.outcome().filter(BrokenRuns::isWhole).isPresent()) {
        break;
      }
      broken.add(broken(run, history.journal(run.id())));
    }
    return broken;
  }

  private static boolean isWhole(Outcome outcome) {
    return outcome == Outcome.Succeeded || outcome == Outcome.NothingToDo;
  }

  private ApprovedPlan.Broken broken(RunRecord run, List<JournalEntry> journal) {
    return new ApprovedPlan.Broken(run.from(), run.to(), journal.stream().map(this::step).toList());
  }

  /// How a stored downgrade ran is not known any more: it is taken to have been in a transaction,
  /// and where it was not, the plan is not recognised and needs a new approval.
  private Step step(JournalEntry entry) {
    var file = scripts.facts(entry.revision()).filter(facts -> isOf(facts, entry));
    var transaction =
        entry.direction() == Direction.UPGRADE
            ? file.map(ScriptFacts::upgrade)
            : file.flatMap(ScriptFacts::downgrade);
    return new Step(
        entry.revision(),
        entry.direction(),
        "",
        List.of(),
        List.of(),
        List.of(),
        transaction.orElse(TransactionMode.REVISION),
        true,
        file.isPresent() ? Source.FILE : Source.STORED,
        entry.checksum());
  }

  private static boolean isOf(ScriptFacts facts, JournalEntry entry) {
    return facts.checksum().equals(entry.checksum());
  }
}
