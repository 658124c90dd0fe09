package dev.revisor.plan;

import dev.revisor.plan.Refusal.Kind;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Gives absolute targets their meaning. Exactly one id, label or longer prefix must fit; what does
/// not is answered with what would.
final class Resolver {
  private final World world;
  private final RevisionGraph files;

  Resolver(World world) {
    this.world = world;
    this.files = world.files();
  }

  /// @param target anything but a relative target
  Resolution resolve(Target target) {
    Optional<RevisionId> branch = Optional.empty();
    if (target.branch().isPresent()) {
      switch (named(target.branch().get(), Optional.empty())) {
        case Found.One(var id) -> branch = Optional.of(id);
        case Found.None(var refusal) -> {
          return new Resolution.Unclear(refusal);
        }
      }
    }
    return switch (target) {
      case Target.Base _ -> new Resolution.Nothing(branch);
      case Target.Head _ -> head(target, branch);
      case Target.Heads _ ->
          new Resolution.Revisions(
              branch.isPresent() ? headsOf(branch) : files.effectiveHeads(), branch);
      case Target.Current _ -> new Resolution.Revisions(world.rows(), branch);
      case Target.Named(_, var name) -> revision(named(name, branch), branch);
      case Target.Relative _ ->
          throw new IllegalArgumentException("a relative target must be walked, was " + target);
    };
  }

  /// The heads of the files, or of one branch of them.
  List<RevisionId> headsOf(Optional<RevisionId> branch) {
    if (branch.isEmpty()) {
      return files.heads();
    }
    var graph = graphOf(branch.get());
    var line = graph.lineage(branch.get());
    return graph.heads().stream().filter(line::contains).toList();
  }

  private RevisionGraph graphOf(RevisionId id) {
    return files.contains(id) ? files : world.all();
  }

  private Resolution head(Target target, Optional<RevisionId> branch) {
    var heads = headsOf(branch);
    if (heads.size() <= 1) {
      return new Resolution.Revisions(heads, branch);
    }
    var texts = World.texts(heads);
    return new Resolution.Unclear(
        new Refusal(
            Kind.AMBIGUOUS_TARGET,
            "several heads are present for '"
                + target
                + "': "
                + String.join(", ", texts)
                + "; name one of them, use LABEL@head for one branch, or 'heads' for all",
            texts));
  }

  private static Resolution revision(Found found, Optional<RevisionId> branch) {
    return switch (found) {
      case Found.One(var id) -> new Resolution.Revisions(List.of(id), branch);
      case Found.None(var refusal) -> new Resolution.Unclear(refusal);
    };
  }

  /// One revision, or why not.
  sealed interface Found {
    record One(RevisionId id) implements Found {}

    record None(Refusal refusal) implements Found {}
  }

  /// The revision that an id, a label or a prefix names, within a branch where one is given.
  Found named(String name, Optional<RevisionId> branch) {
    var exact = world.known(name);
    if (exact.isPresent()) {
      return inBranch(exact.get(), branch);
    }
    var candidates =
        world.all().startingWith(name).stream()
            .filter(id -> branch.isEmpty() || sharesLineage(id, branch.get()))
            .toList();
    return switch (candidates.size()) {
      case 0 -> new Found.None(unknown(name, branch));
      case 1 -> new Found.One(candidates.getFirst());
      default -> new Found.None(ambiguous(name, candidates));
    };
  }

  private Found inBranch(RevisionId id, Optional<RevisionId> branch) {
    if (branch.isEmpty() || sharesLineage(id, branch.get())) {
      return new Found.One(id);
    }
    var line = World.texts(headsOf(branch));
    return new Found.None(
        new Refusal(
            Kind.UNKNOWN_REVISION,
            "revision "
                + id
                + " is not a member of branch "
                + branch.get()
                + ", whose heads are "
                + String.join(", ", line),
            line));
  }

  private boolean sharesLineage(RevisionId id, RevisionId branch) {
    Set<RevisionId> line = world.all().lineage(branch);
    return line.contains(id);
  }

  private static Refusal ambiguous(String name, List<RevisionId> candidates) {
    var texts = World.texts(candidates);
    return new Refusal(
        Kind.AMBIGUOUS_TARGET,
        "several revisions start with '" + name + "': " + String.join(", ", texts),
        texts);
  }

  private Refusal unknown(String name, Optional<RevisionId> branch) {
    var near = files.nearest(name);
    if (near.isEmpty()) {
      near = World.texts(headsOf(branch));
    }
    var hint =
        near.isEmpty()
            ? "the directory has no revisions"
            : files.nearest(name).isEmpty()
                ? "known heads are " + String.join(", ", near)
                : "did you mean " + String.join(" or ", near) + "?";
    var length = name.length() < 4 ? " (a prefix needs four characters or more)" : "";
    return new Refusal(
        Kind.UNKNOWN_REVISION, "revision '" + name + "' not found" + length + "; " + hint, near);
  }
}
