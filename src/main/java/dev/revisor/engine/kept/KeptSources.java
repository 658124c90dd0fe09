package dev.revisor.engine.kept;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the newest kept catalogs of some places were made from, a file each: the statements, and by
/// which key the catalog is found.
public final class KeptSources {
  private static final long MOST_BYTES = 50L << 20;
  private static final int MOST_FILES = 50;

  /// Before each statement: PostgreSQL takes none that has it.
  private static final String END = "\0";

  private final Optional<Shelf> shelf;

  private KeptSources(Optional<Shelf> shelf) {
    this.shelf = shelf;
  }

  /// @param folder made when it is needed; only its owner can look into it
  public static KeptSources in(Path folder) {
    return new KeptSources(Optional.of(new Shelf(folder, ".source", MOST_FILES, MOST_BYTES)));
  }

  /// Keeps nothing and finds nothing.
  public static KeptSources none() {
    return new KeptSources(Optional.empty());
  }

  /// What a catalog was made from.
  ///
  /// @param key of the catalog
  public record Source(CatalogKey key, List<String> statements) {
    public Source {
      statements = List.copyOf(statements);
    }
  }

  /// @param place where such a source comes from
  public Optional<Source> find(CatalogKey place) {
    return shelf.flatMap(each -> each.find(place.digest())).map(KeptSources::read);
  }

  private static Source read(String text) {
    var parts = List.of(text.split(END, -1));
    return new Source(new CatalogKey(parts.getFirst()), parts.subList(1, parts.size()));
  }

  /// Keeps it in place of an earlier one.
  public void keep(CatalogKey place, Source source) {
    var text = new StringBuilder(source.key().digest());
    source.statements().forEach(statement -> text.append(END).append(statement));
    shelf.ifPresent(each -> each.keep(place.digest(), text.toString()));
  }
}
