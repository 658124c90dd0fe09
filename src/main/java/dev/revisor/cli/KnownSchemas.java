package dev.revisor.cli;

import dev.revisor.engine.catalog.CatalogReader;
import dev.revisor.engine.kept.CatalogKey;
import dev.revisor.engine.kept.KeptCatalogs;
import dev.revisor.engine.scratch.ScratchServer;
import dev.revisor.engine.scratch.ServerIdentity;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Schemas that were made in a scratch database before, by the same statements on a server like
/// this one, and so need not be made again.
final class KnownSchemas {
  /// `off` in this variable: everything is made anew, and nothing kept.
  static final String VARIABLE = "REVISOR_CACHE";

  private final KeptCatalogs kept;
  private final ScratchServer server;
  private final Selection selection;
  private @Nullable ServerIdentity identity;

  private KnownSchemas(KeptCatalogs kept, ScratchServer server, Selection selection) {
    this.kept = kept;
    this.server = server;
    this.selection = selection;
  }

  static KnownSchemas of(Surroundings surroundings, ScratchServer server, Selection selection) {
    var kept =
        surroundings.variable(VARIABLE).filter("off"::equals).isPresent()
            ? KeptCatalogs.none()
            : KeptCatalogs.in(folder(surroundings));
    return new KnownSchemas(kept, server, selection);
  }

  private static Path folder(Surroundings surroundings) {
    var cache =
        surroundings
            .variable("XDG_CACHE_HOME")
            .map(Path::of)
            .orElseGet(() -> Path.of(surroundings.variables().getOrDefault("HOME", "/"), ".cache"));
    return cache.resolve("revisor").resolve("catalogs");
  }

  /// Of the server that scratch databases are made on.
  synchronized ServerIdentity server() {
    var known = identity == null ? server.identity() : identity;
    identity = known;
    return known;
  }

  /// A catalog that was kept, or else is made now.
  ///
  /// @param facts all that decides what it is, beside the server and what is looked at
  /// @param repeatable whether the facts decide it indeed
  Catalog catalog(List<String> facts, BooleanSupplier repeatable, Supplier<Catalog> make) {
    if (!kept.isOn()) {
      return make.get();
    }
    var all =
        new ArrayList<>(
            List.of(
                CatalogReader.layout(),
                selection.toString(),
                server.company().name(),
                server().facts()));
    all.addAll(facts);
    var key = CatalogKey.of(all);
    var found = kept.find(key);
    if (found.isPresent()) {
      return found.get();
    }
    var made = make.get();
    if (repeatable.getAsBoolean()) {
      kept.keep(key, made);
    }
    return made;
  }
}
