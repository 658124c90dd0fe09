package dev.revisor.cli;

import dev.revisor.engine.desired.Chapter;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.diff.CatalogDiff;
import java.sql.SQLException;
import java.util.Optional;

/// A desired schema after an edit, made of what it was before: only the tables that the edit is
/// about are made again, beside copies of what they name.
record EditedSchema(SchemaWork work) {
  /// @return empty where all of it must be loaded
  Optional<Catalog> made(KnownSchemas.Edited edited) {
    var edit = edited.edit();
    if (edit.isNothing()) {
      return edited.catalog().get();
    }
    if (!edit.isAboutTables()) {
      return Optional.empty();
    }
    var prepared = Together.of(() -> edited.catalog().get().flatMap(edit::chapter), work::takeRoom);
    var room = prepared.other();
    Optional<Catalog> made;
    try {
      made = prepared.one().flatMap(chapter -> loaded(chapter, room));
    } catch (RuntimeException e) {
      room.close();
      throw e;
    }
    made.ifPresentOrElse(catalog -> work.leave(room.having(catalog)), room::close);
    return made.flatMap(catalog -> prepared.one().orElseThrow().joined(catalog));
  }

  /// All that there is with the chapter.
  private static Optional<Catalog> loaded(Chapter chapter, Room room) {
    var copy = room.copy();
    try {
      copy.run(CatalogDiff.between(room.there(), chapter.named(), Manner.PLAIN).parts());
    } catch (SQLException _) {
      return Optional.empty();
    }
    return chapter.load(copy.connection(), copy.company())
        ? Optional.of(copy.read())
        : Optional.empty();
  }
}
