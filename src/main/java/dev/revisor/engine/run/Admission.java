package dev.revisor.engine.run;

import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.ApprovedPlan;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whether a plan may run, and what was found out about it on the way.
///
/// @param findings how many of each level lint has; empty where it was not asked
/// @param approved the approval that it rests on; empty where it needs none, or has none
/// @param refusal why it may not
public record Admission(
    SortedMap<String, Integer> findings,
    Optional<ApprovedPlan> approved,
    Optional<RevisorException> refusal) {
  /// Nobody asked.
  public static final Admission GRANTED =
      new Admission(new TreeMap<>(), Optional.empty(), Optional.empty());

  public Admission {
    findings = Collections.unmodifiableSortedMap(new TreeMap<>(findings));
  }
}
