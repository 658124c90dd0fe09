package dev.revisor.engine.adopt;

import dev.revisor.revision.RevisionId;
import dev.revisor.script.ScriptDraft;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A migration of another tool, as the revision that it becomes.
///
/// @param key what the tool's own table calls it
/// @param id made of the tool's version, so that it is the same at the next reading
/// @param message one trimmed line
/// @param created where the version says when
/// @param links what a graph has; a chain's are made from the order
/// @param source the file that it was read from, as the user knows it
public record ForeignMigration(
    String key,
    RevisionId id,
    String message,
    Optional<Instant> created,
    ScriptDraft.Sql upgrade,
    ScriptDraft.Undo downgrade,
    Links links,
    String source) {

  /// Where it stands among the others, and what it is called there.
  public record Links(List<String> revises, List<String> labels, List<String> dependsOn) {
    /// A link of a chain.
    public static final Links NEXT = new Links(List.of(), List.of(), List.of());

    public Links {
      revises = List.copyOf(revises);
      labels = List.copyOf(labels);
      dependsOn = List.copyOf(dependsOn);
    }
  }

  /// One of a chain.
  static ForeignMigration next(
      Name name, ScriptDraft.Sql upgrade, ScriptDraft.Undo downgrade, String source) {
    return new ForeignMigration(
        name.key(),
        name.id(),
        name.message(),
        name.created(),
        upgrade,
        downgrade,
        Links.NEXT,
        source);
  }
}
