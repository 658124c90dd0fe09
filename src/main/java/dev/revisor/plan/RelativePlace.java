package dev.revisor.plan;

import dev.revisor.revision.Target;

/// The place that a relative target such as `head-2` or `label@1975-1` counts from.
final class RelativePlace {
  private final Resolver resolver;

  RelativePlace(Resolver resolver) {
    this.resolver = resolver;
  }

  /// One revision, or none for the base, or why not.
  Resolution find(Target.Relative target) {
    var branch = target.branch();
    var place = target.from().orElseThrow();
    return switch (place) {
      case "head" -> resolver.resolve(new Target.Head(branch));
      case "heads" -> one(target, resolver.resolve(new Target.Heads(branch)));
      case "base" -> resolver.resolve(new Target.Base(branch));
      case "current" -> one(target, resolver.resolve(new Target.Current()));
      default -> resolver.resolve(new Target.Named(branch, place));
    };
  }

  /// Steps go from one revision, not from several.
  private static Resolution one(Target target, Resolution place) {
    if (!(place instanceof Resolution.Revisions(var ids, var branch))) {
      return place;
    }
    if (ids.isEmpty()) {
      return new Resolution.Nothing(branch);
    }
    var texts = World.texts(ids);
    return ids.size() == 1
        ? place
        : new Resolution.Unclear(
            new Refusal(
                Refusal.Kind.AMBIGUOUS_TARGET,
                "'"
                    + target
                    + "' is ambiguous, it may start from any of "
                    + String.join(", ", texts)
                    + "; name the revision",
                texts));
  }
}
