package dev.revisor.engine.snapshot;

import dev.revisor.schema.CanonicalText;
import dev.revisor.schema.Catalog;

/// A row of the table `snapshot`.
///
/// @param format of the catalog's text
/// @param serverMajor the server's major version: texts of two versions do not compare
/// @param fingerprint of the catalog
/// @param text the catalog, see [CanonicalText]
record Snapshot(int format, int serverMajor, SnapshotScope scope, String fingerprint, String text) {
  /// Counts the ways in which catalogs were written and read.
  static final int FORMAT = 1;

  static Snapshot of(Catalog catalog, SnapshotScope scope) {
    return new Snapshot(
        FORMAT,
        catalog.serverVersion(),
        scope,
        CanonicalText.fingerprint(catalog),
        CanonicalText.of(catalog));
  }

  Catalog catalog() {
    return CanonicalText.parse(text);
  }

  /// Whether a catalog read now can be compared with this one.
  boolean isComparable(int major) {
    return format == FORMAT && serverMajor == major;
  }
}
