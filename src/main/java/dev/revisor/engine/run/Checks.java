package dev.revisor.engine.run;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.Interrupted;
import dev.revisor.engine.history.RevisionEntry;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.Plan;
import dev.revisor.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What must be right before a run writes.
record Checks(DatabaseState state, Set<RevisionId> acceptedChanges) {

  /// A revision that broke off half way may only be gone on with.
  ///
  /// @throws RevisorException InterruptedRevision
  void refuseInterrupted(Plan plan) {
    for (var interrupted : state.interrupted()) {
      var isPlanned =
          plan.steps().stream()
              .anyMatch(
                  step ->
                      step.revision().equals(interrupted.revision())
                          && step.direction() == interrupted.direction());
      if (!isPlanned) {
        throw refused(interrupted);
      }
    }
  }

  private static RevisorException refused(Interrupted interrupted) {
    var failure =
        RevisorException.of(
                Reason.InterruptedRevision,
                "the "
                    + interrupted.direction().word()
                    + " of revision "
                    + interrupted.revision()
                    + " broke off half way, and this run would not go on with it")
            .withHint("go on with it, or say with 'revisor repair' what became of it");
    return failure.with(
        failure.error().during(interrupted.revision(), interrupted.direction().word()));
  }

  /// What is recorded anew of the revisions whose files were changed with the user's consent.
  ///
  /// @throws RevisorException ChangedScript, which names those without consent
  List<RevisionEntry> changes(ScriptDirectory scripts) {
    return changes(scripts, state.applied().keySet());
  }

  /// The same of some revisions alone.
  List<RevisionEntry> changes(ScriptDirectory scripts, Set<RevisionId> looked) {
    var refused = new ArrayList<RevisionId>();
    var accepted = new ArrayList<RevisionEntry>();
    for (var applied : state.applied().values()) {
      if (!looked.contains(applied.id())) {
        continue;
      }
      var now = scripts.checksum(applied.id());
      if (now.isEmpty() || now.get().equals(applied.checksum())) {
        continue;
      }
      if (acceptedChanges.contains(applied.id())) {
        scripts.script(applied.id()).map(Records::entry).ifPresent(accepted::add);
      } else {
        refused.add(applied.id());
      }
    }
    if (!refused.isEmpty()) {
      throw changed(refused);
    }
    return accepted;
  }

  private static RevisorException changed(List<RevisionId> revisions) {
    var names = revisions.stream().map(RevisionId::value).collect(Collectors.joining(", "));
    return RevisorException.of(
            Reason.ChangedScript,
            "files were changed after they were applied, their checksums differ: " + names)
        .withHint("restore them, or accept the changes with --accept-changed REV");
  }
}
