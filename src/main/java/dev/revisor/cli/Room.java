package dev.revisor.cli;

import dev.revisor.engine.scratch.ScratchDatabase;
import dev.revisor.schema.Catalog;

/// A scratch database with a session in it.
///
/// @param there what it has
record Room(ScratchDatabase scratch, Copy copy, Catalog there) implements AutoCloseable {
  /// A new one.
  static Room of(SchemaWork work) {
    var scratch = work.identifiedScratch();
    try {
      var copy = Copy.of(scratch, work);
      return new Room(scratch, copy, work.nothing(copy.connection()));
    } catch (RuntimeException e) {
      scratch.close();
      throw e;
    }
  }

  /// The same after something was done in it.
  Room having(Catalog now) {
    return new Room(scratch, copy, now);
  }

  @Override
  public void close() {
    try {
      copy.close();
    } finally {
      scratch.close();
    }
  }
}
