package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import dev.revisor.schema.ddl.Ddl;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Columns of new tables that `serial` says all of: an integer that is not null, and counted by a
/// sequence of its own with the name and the options that the server chooses ("Serial Types" in the
/// manual).
record Serials(Catalog to) {
  /// What else may be said of the sequence.
  private static final Set<String> SAID = Set.of("type", "options", "ownedBy", "owner");

  /// The sequence that comes with such a column.
  Optional<SchemaObject> sequence(SchemaObject column) {
    var id = column.id();
    var table = to.get(id.as(Kind.TABLE));
    var value = to.get(id.as(Kind.DEFAULT));
    var sequence =
        to.get(new ObjectId(Kind.SEQUENCE, id.schema(), id.name() + "_" + id.detail() + "_seq"));
    if (table == null || value == null || sequence == null || !column.is("notNull")) {
      return Optional.empty();
    }
    var isIts =
        value.get("expression", "").equals("nextval('" + sequence.id().qualified() + "'::regclass)")
            && sequence.get("ownedBy", "").equals(id.path())
            && Objects.equals(sequence.get("type"), column.get("type"))
            && Objects.equals(sequence.get("owner"), table.get("owner"));
    return isIts
            && SAID.containsAll(sequence.properties().keySet())
            && isPlain(table)
            && Ddl.hasDefaultOptions(sequence)
        ? Optional.of(sequence)
        : Optional.empty();
  }

  /// Where the sequence gets nothing from its table or the database.
  private boolean isPlain(SchemaObject table) {
    return !table.is("unlogged")
        && !table.is("ofType")
        && !table.is("partitionOf")
        && !table.is("server")
        && to.objects().keySet().stream().noneMatch(id -> id.kind() == Kind.DEFAULT_PRIVILEGES);
  }
}
