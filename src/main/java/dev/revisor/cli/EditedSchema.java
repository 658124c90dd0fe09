package dev.revisor.cli;

import dev.revisor.engine.desired.Chapter;
import dev.revisor.engine.scratch.ScratchDatabase;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.diff.CatalogDiff;
import java.sql.SQLException;
import java.util.Optional;

/// A desired schema after an edit, made of what it was before: only the tables that the edit is
/// about are made again, beside copies of what they name.
record EditedSchema(SchemaWork work) {
  /// A scratch database.
  ///
  /// @param nothing what it has at first
  private record Room(ScratchDatabase scratch, Copy copy, Catalog nothing) {
    private static Room of(SchemaWork work) {
      var scratch = work.identifiedScratch();
      try {
        var copy = Copy.of(scratch, work);
        return new Room(scratch, copy, work.nothing(copy.connection()));
      } catch (RuntimeException e) {
        scratch.close();
        throw e;
      }
    }

    /// @return itself, for who waits
    private Room closed() {
      try {
        copy.close();
      } finally {
        scratch.close();
      }
      return this;
    }
  }

  /// @return empty where all of it must be loaded
  Optional<Catalog> made(KnownSchemas.Edited edited) {
    var edit = edited.edit();
    if (edit.isNothing()) {
      return edited.catalog().get();
    }
    if (!edit.isAboutTables()) {
      return Optional.empty();
    }
    var prepared =
        Together.of(() -> edited.catalog().get().flatMap(edit::chapter), () -> Room.of(work));
    var room = prepared.other();
    Optional<Catalog> made;
    try {
      made = prepared.one().flatMap(chapter -> loaded(chapter, room));
    } catch (RuntimeException e) {
      room.closed();
      throw e;
    }
    return Together.of(
            () -> made.flatMap(catalog -> prepared.one().orElseThrow().joined(catalog)),
            room::closed)
        .one();
  }

  /// All that there is with the chapter.
  private static Optional<Catalog> loaded(Chapter chapter, Room room) {
    var copy = room.copy;
    try {
      copy.run(CatalogDiff.between(room.nothing, chapter.named(), Manner.PLAIN).parts());
    } catch (SQLException _) {
      return Optional.empty();
    }
    return chapter.load(copy.connection(), copy.company())
        ? Optional.of(copy.read())
        : Optional.empty();
  }
}
