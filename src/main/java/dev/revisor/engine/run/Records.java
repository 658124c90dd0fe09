package dev.revisor.engine.run;

import dev.revisor.engine.history.HistorySql;
import dev.revisor.engine.history.RevisionEntry;
import dev.revisor.engine.history.RunKey;
import dev.revisor.engine.history.StoredDowngrade;
import dev.revisor.engine.history.Took;
import dev.revisor.plan.Direction;
import dev.revisor.script.Downgrade;
import dev.revisor.script.Section;
import dev.revisor.script.TransactionMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What is recorded of a step.
final class Records {
  private Records() {}

  static List<String> of(
      HistorySql history, NumberedStep numbered, StepScript script, Took took, RunKey run) {
    var step = numbered.step();
    var statements = new ArrayList<String>();
    if (step.direction() == Direction.DOWNGRADE) {
      statements.add(history.forgetRevision(step.revision()));
    } else if (script.revision() != null) {
      statements.add(history.recordRevision(entry(script.revision()), took, run));
    }
    if (step.transaction() == TransactionMode.NONE) {
      statements.add(history.clearProgress(step.revision(), step.direction()));
    }
    statements.add(history.recordStep(run, numbered.number(), step, took));
    if (numbered.isLast()) {
      statements.add(history.succeedRun(run, step.after()));
    }
    return statements;
  }

  /// @throws dev.revisor.engine.result.RevisorException InvalidScript, when the file cannot be read
  static RevisionEntry entry(RevisionScript script) {
    try {
      return read(script);
    } catch (IOException e) {
      throw StepScripts.unreadable(script.file(), e);
    }
  }

  private static RevisionEntry read(RevisionScript script) throws IOException {
    var revision = script.revision();
    var downgrade = script.script().downgrade();
    return new RevisionEntry(
        revision.id(),
        revision.revises(),
        script.dependsOn(),
        revision.labels(),
        revision.message(),
        script.checksum(),
        downgrade instanceof Downgrade.Sql(var section) ? stored(script, section) : null,
        downgrade instanceof Downgrade.Irreversible irreversible ? irreversible.reason() : null);
  }

  private static StoredDowngrade stored(RevisionScript script, Section section) throws IOException {
    try (var reader = script.text().open()) {
      return new StoredDowngrade(section.read(reader), section.mode());
    }
  }
}
