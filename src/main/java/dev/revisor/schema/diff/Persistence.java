package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.SchemaObject;
import dev.revisor.schema.ddl.Ddl;
import dev.revisor.schema.ddl.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What is in the write-ahead log. Since PostgreSQL 15 the sequences of a table's columns become
/// logged and unlogged with it; those that shall not are told so behind it.
record Persistence(Catalog from, Catalog to) {
  private static final int SEQUENCES_FOLLOW_SINCE = 15;

  /// @param stages what makes the table as it shall be
  List<Stage> withSequences(SchemaObject after, List<Stage> stages) {
    var before = from.get(after.id());
    if (after.id().kind() != Kind.TABLE
        || before == null
        || Objects.equals(before.get("unlogged"), after.get("unlogged"))
        || to.serverVersion() < SEQUENCES_FOLLOW_SINCE) {
      return stages;
    }
    var all = new ArrayList<>(stages);
    all.add(
        Stage.of(
            to.objects().values().stream()
                .filter(sequence -> isApart(sequence, after))
                .map(Ddl::persistence)
                .toList()));
    return all;
  }

  /// Whether a sequence that the table has already is not as the table is.
  private boolean isApart(SchemaObject sequence, SchemaObject table) {
    return sequence.id().kind() == Kind.SEQUENCE
        && from.get(sequence.id()) instanceof SchemaObject before
        && before.get("ownedBy", "").startsWith(table.id().qualified() + ".")
        && sequence.is("unlogged") != table.is("unlogged");
  }
}
