package dev.revisor.engine.result;

import dev.revisor.plan.Direction;
import dev.revisor.plan.Plan;
import dev.revisor.revision.RevisionId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A plan, short enough for a status: the field `plan` of a RunResult.
///
/// @param direction `upgrade`, `downgrade` or `both`
/// @param total how many steps the plan has
/// @param steps the first of them, 20 at most
/// @param findings how many findings of each level lint has, suppressed ones too; empty where it
///   was not asked
/// @param approved the hash of the approved plan that this one is, or is the rest of; null where it
///   needs no approval, or has none
public record PlanSummary(
    String direction,
    int total,
    List<Step> steps,
    SortedMap<String, Integer> findings,
    @Nullable String approved) {
  /// How many steps are named.
  public static final int MOST_STEPS = 20;

  private static final int LONGEST_MESSAGE = 80;

  public PlanSummary {
    steps = List.copyOf(steps);
    findings = Collections.unmodifiableSortedMap(new TreeMap<>(findings));
  }

  /// @param direction `upgrade` or `downgrade`
  /// @param message the revision's, cut
  public record Step(RevisionId revision, String direction, String message) {}

  public static PlanSummary of(
      Plan plan, SortedMap<String, Integer> findings, @Nullable String approved) {
    var up = plan.count(Direction.UPGRADE);
    var direction =
        up == plan.steps().size()
            ? Direction.UPGRADE.word()
            : up == 0 ? Direction.DOWNGRADE.word() : "both";
    var steps =
        plan.steps().stream()
            .limit(MOST_STEPS)
            .map(
                step ->
                    new Step(
                        step.revision(),
                        step.direction().word(),
                        Cut.characters(step.message(), LONGEST_MESSAGE)))
            .toList();
    return new PlanSummary(direction, plan.steps().size(), steps, findings, approved);
  }

  /// The same with fewer steps named.
  PlanSummary withSteps(int most) {
    return new PlanSummary(
        direction, total, steps.subList(0, Math.min(most, steps.size())), findings, approved);
  }
}
