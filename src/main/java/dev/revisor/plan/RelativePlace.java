package dev.revisor.plan;

import dev.revisor.revision.Target;

/// The place that a relative target such as `head-2` or `label@1975-1` counts from.
final class RelativePlace {
  private final Resolver resolver;

  RelativePlace(Resolver resolver) {
    this.resolver = resolver;
  }

  /// One revision, or why not.
  Resolution find(Target.Relative target) {
    var branch = target.branch();
    var place = target.from().orElseThrow();
    return switch (place) {
      case "head" -> resolver.resolve(new Target.Head(branch));
      case "base" -> resolver.resolve(new Target.Base(branch));
      case "current" -> resolver.resolve(new Target.Current());
      default -> resolver.resolve(new Target.Named(branch, place));
    };
  }
}
