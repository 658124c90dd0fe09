package dev.revisor.cli;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.lint.Finding;
import dev.revisor.lint.Linter;
import dev.revisor.lint.Part;
import dev.revisor.lint.TableLock;
import dev.revisor.plan.Direction;
import dev.revisor.plan.Plan;
import dev.revisor.plan.Source;
import dev.revisor.plan.Step;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What lint finds in the steps of a plan: in the section that each of them runs.
final class StepLint {
  /// Why nothing of a stored downgrade is refused: its file is gone, and an older image must be
  /// able to go back.
  private static final String KEPT = "it is the way back that the database keeps";

  private final Optional<Linter> linter;
  private final Optional<DatabaseAccess> database;
  private final Map<RevisionId, List<Finding>> ofFiles = new HashMap<>();
  private final Map<RevisionId, List<Finding>> ofStored = new HashMap<>();

  private StepLint(Optional<Linter> linter, Optional<DatabaseAccess> database) {
    this.linter = linter;
    this.database = database;
  }

  /// @param state what the database says, where it is asked
  /// @param database where stored downgrades are
  static StepLint of(
      Plan plan,
      LintSetup setup,
      Optional<DatabaseState> state,
      Optional<DatabaseAccess> database) {
    var linter = state.map(setup::with).orElse(setup).linter();
    var lint = new StepLint(Optional.of(linter), database);
    var ids =
        plan.steps().stream()
            .filter(step -> step.source() == Source.FILE)
            .map(Step::revision)
            .toList();
    linter.lint(ids).forEach(lint::add);
    return lint;
  }

  /// One that finds nothing.
  static StepLint none() {
    return new StepLint(Optional.empty(), Optional.empty());
  }

  private void add(Finding finding) {
    ofFiles.computeIfAbsent(finding.revision(), _ -> new ArrayList<>()).add(finding);
  }

  /// Of all steps, in their order.
  List<Finding> of(Plan plan) {
    return linter.isEmpty()
        ? List.of()
        : plan.steps().stream().flatMap(step -> of(step).stream()).toList();
  }

  /// In the order of the file.
  List<Finding> of(Step step) {
    if (linter.isEmpty()) {
      return List.of();
    }
    if (step.source() == Source.STORED) {
      return ofStored.computeIfAbsent(step.revision(), _ -> stored(step));
    }
    var part = part(step);
    return ofFiles.getOrDefault(step.revision(), List.of()).stream()
        .filter(finding -> finding.part() == part)
        .toList();
  }

  /// The tables that the step locks, as far as its script says; after [#of].
  List<TableLock> locks(Step step) {
    return linter.map(each -> each.locks(step.revision(), part(step))).orElse(List.of());
  }

  private static Part part(Step step) {
    return step.direction() == Direction.UPGRADE ? Part.UPGRADE : Part.DOWNGRADE;
  }

  /// Lines of what is stored count from its own first line.
  private List<Finding> stored(Step step) {
    var kept = linter.flatMap(_ -> database).flatMap(access -> access.storedDowngrade(step));
    return kept
        .flatMap(StoredScript::read)
        .map(script -> linter.orElseThrow().lintStored(revision(step), script))
        .orElse(List.of())
        .stream()
        .map(StepLint::withoutHead)
        .toList();
  }

  private static Revision revision(Step step) {
    return new Revision(
        step.revision(),
        List.of(),
        List.of(),
        List.of(),
        step.message(),
        null,
        Revision.Origin.file("stored downgrade of " + step.revision()));
  }

  private static Finding withoutHead(Finding finding) {
    var line = Math.max(1, finding.position().line() - StoredScript.HEAD_LINES);
    return finding.at(new Position(line, finding.position().column())).suppressed(KEPT);
  }

  /// LintRefused, when one of the findings is not for `--lint enforce`.
  static Optional<RevisorException> refusal(List<Finding> findings) {
    var refused = findings.stream().filter(Finding::isRefused).toList();
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    var more = refused.size() == 1 ? "" : "; and " + (refused.size() - 1) + " more";
    return Optional.of(
        RevisorException.of(Reason.LintRefused, "lint refuses " + refused.getFirst() + more));
  }
}
