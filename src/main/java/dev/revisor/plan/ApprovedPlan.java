package dev.revisor.plan;

import dev.revisor.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;

/// A plan that somebody has read and approved, by its hash. What is left of it after a run that
/// broke off is approved as well; anything else is another plan.
///
/// @param hash `sha256:` and 64 hexadecimal digits
public record ApprovedPlan(String hash) {

  /// A run that ended before its plan did.
  ///
  /// @param from the version rows before it
  /// @param to those that it left
  /// @param done the steps that it completed, in order
  public record Broken(List<RevisionId> from, List<RevisionId> to, List<Step> done) {
    public Broken {
      from = List.copyOf(from);
      to = List.copyOf(to);
      done = List.copyOf(done);
    }
  }

  /// Whether `plan` is what was approved, or the rest of it.
  ///
  /// @param broken the runs that broke off since the last one that did not, the newest first
  public boolean covers(Plan plan, List<Broken> broken) {
    var whole = plan;
    for (var run : broken) {
      if (whole.hash().equals(hash)) {
        return true;
      }
      if (!run.to().equals(whole.from())) {
        return false;
      }
      var steps = new ArrayList<>(run.done());
      steps.addAll(whole.steps());
      whole = new Plan(run.from(), whole.target(), steps, whole.parameters());
    }
    return whole.hash().equals(hash);
  }
}
