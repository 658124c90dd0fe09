package dev.revisor.cli;

import dev.revisor.engine.result.Reason;
import dev.revisor.plan.Lookup;
import dev.revisor.plan.World;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.List;

/// Targets from arguments.
final class Targets {
  private Targets() {}

  static Target parse(String text) {
    return switch (Target.parse(text)) {
      case Target.Parsed.Ok(var target) -> target;
      case Target.Parsed.Malformed(var message) ->
          throw Failure.of(Reason.UnknownRevision, message);
    };
  }

  static List<Target> parseAll(List<String> texts) {
    return texts.stream().map(Targets::parse).toList();
  }

  /// The revisions that an argument names; none for `base`.
  static List<RevisionId> revisions(World world, Target target) {
    return switch (Lookup.of(world, target)) {
      case Lookup.Result.Found(var revisions) -> revisions;
      case Lookup.Result.Refused(var refusal) -> throw Failure.of(refusal);
    };
  }
}
