package dev.revisor.engine.kept;

import dev.revisor.schema.CanonicalText;
import dev.revisor.schema.Catalog;
import java.nio.file.Path;
import java.util.Optional;

/// A folder of catalogs, a file each.
public final class KeptCatalogs {
  /// Together; a catalog of 1,000 tables has 2 MB.
  private static final long MOST_BYTES = 200L << 20;

  private static final int MOST_FILES = 100;

  private final Optional<Shelf> shelf;

  private KeptCatalogs(Optional<Shelf> shelf) {
    this.shelf = shelf;
  }

  /// @param folder made when it is needed; only its owner can look into it
  public static KeptCatalogs in(Path folder) {
    return new KeptCatalogs(Optional.of(new Shelf(folder, ".catalog", MOST_FILES, MOST_BYTES)));
  }

  /// Keeps nothing and finds nothing.
  public static KeptCatalogs none() {
    return new KeptCatalogs(Optional.empty());
  }

  public boolean isOn() {
    return shelf.isPresent();
  }

  public Optional<Catalog> find(CatalogKey key) {
    try {
      return shelf.flatMap(each -> each.find(key.digest())).map(CanonicalText::parse);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Keeps a catalog, in place of one of the same key.
  public void keep(CatalogKey key, Catalog catalog) {
    shelf.ifPresent(each -> each.keep(key.digest(), CanonicalText.withOwners(catalog)));
  }
}
