package dev.revisor.plan;

import dev.revisor.revision.RevisionId;
import dev.revisor.script.Checksum;
import dev.revisor.script.TransactionMode;
import java.util.List;
import java.util.StringJoiner;

/// One revision, one way.
///
/// @param revises the revision's parents, as written
/// @param before the version rows before the step, sorted
/// @param after the version rows after it, sorted
/// @param reversible whether the revision has a downgrade section
public record Step(
    RevisionId revision,
    Direction direction,
    String message,
    List<RevisionId> revises,
    List<RevisionId> before,
    List<RevisionId> after,
    TransactionMode transaction,
    boolean reversible,
    Source source,
    Checksum checksum) {

  public Step {
    revises = List.copyOf(revises);
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /// What the step does to the version rows.
  public RowChange rows() {
    return RowChange.between(before, after);
  }

  /// The step as Alembic logs it, without the verb: `a1, b2 -> c3`; a base has nothing on its left.
  public String arrow() {
    return direction == Direction.UPGRADE
        ? joined(revises) + " -> " + revision
        : revision + " -> " + joined(revises);
  }

  private static String joined(List<RevisionId> ids) {
    var joined = new StringJoiner(", ");
    ids.forEach(id -> joined.add(id.value()));
    return joined.toString();
  }
}
