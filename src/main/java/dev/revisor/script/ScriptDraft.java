package dev.revisor.script;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The parts of a revision file that is to be written. [#print] and [ScriptReader] are inverse:
/// reading what was printed gives the same parts.
///
/// @param upgrade the SQL of the upgrade section; blank lines around it do not matter
public record ScriptDraft(
    String revision,
    List<String> revises,
    List<String> labels,
    List<String> dependsOn,
    Optional<Instant> created,
    String message,
    Sql upgrade,
    Undo downgrade) {

  public ScriptDraft {
    revises = List.copyOf(revises);
    labels = List.copyOf(labels);
    dependsOn = List.copyOf(dependsOn);
  }

  /// How the file says to undo it.
  public sealed interface Undo {}

  /// A section: how it runs, and its SQL.
  public record Sql(TransactionMode mode, String text) implements Undo {}

  /// `-- revisor:irreversible reason`.
  public record Irreversible(String reason) implements Undo {}

  /// No downgrade section.
  public record Missing() implements Undo {}

  /// The text of the file, ending with a newline.
  public String print() {
    throw new UnsupportedOperationException("not yet");
  }
}
