package dev.revisor.operator;

import dev.revisor.api.PolicySpec;
import dev.revisor.api.SchemaMigrationSpec;
import dev.revisor.engine.result.Reason;
import java.util.Objects;
import java.util.Optional;

/// What a spec asks for: an image `revisions:N` with r1 to rN, perhaps with a broken one
/// (`revisions:N-broken:K`), one whose runner dies (`dies`), one without a graph, which the runner
/// refuses before it connects (`graphless`), or one that nobody can pull (`absent`); and a target.
record SimulatedImage(SchemaMigrationSpec spec, Grants grants) {

  boolean needsApproval() {
    return spec.policyOrDefault().approvalOrDefault() == PolicySpec.Approval.Always;
  }

  boolean stopsAtDrift() {
    return spec.policyOrDefault().driftOrDefault() == PolicySpec.Drift.Block;
  }

  /// The hash of the plan from a level to the target.
  String plan(int level) {
    var steps = Objects.hash(level, target(), spec.migrations().image());
    return "sha256:%064x".formatted(Integer.toUnsignedLong(steps));
  }

  boolean isAbsent() {
    return spec.migrations().image().equals("absent");
  }

  boolean dies() {
    return spec.migrations().image().equals("dies");
  }

  boolean isGraphless() {
    return spec.migrations().image().equals("graphless");
  }

  private int head() {
    return number(spec.migrations().image(), "revisions:").orElse(0);
  }

  private Optional<Integer> broken() {
    return number(spec.migrations().image(), "broken:");
  }

  private static Optional<Integer> number(String text, String after) {
    int at = text.indexOf(after);
    return at < 0 ? Optional.empty() : Optional.of(text.charAt(at + after.length()) - '0');
  }

  /// The level that the target means.
  int target() {
    var target = spec.allTargets().getFirst();
    return switch (target) {
      case "head" -> head();
      case "base" -> 0;
      default -> Integer.parseInt(target.substring(1));
    };
  }

  /// Why the runner would not go on from a level.
  Optional<Reason> refusal(int level) {
    if (isGraphless()) {
      return Optional.of(Reason.BrokenGraph);
    }
    if (target() > head()) {
      return Optional.of(Reason.UnknownRevision);
    }
    if (level > target() && !spec.policyOrDefault().allowsDowngrade()) {
      return Optional.of(Reason.DowngradeDenied);
    }
    return level < target() && broken().filter(one -> one == level + 1).isPresent()
        ? Optional.of(Reason.MigrationFailed)
        : Optional.empty();
  }

  /// How it ends from a level if nobody interferes: empty where the target is reached.
  Optional<Reason> end(int level) {
    int at = level;
    while (refusal(at).isEmpty() && at != target()) {
      at += at < target() ? 1 : -1;
    }
    return refusal(at);
  }
}
