package dev.revisor.cli;

import dev.revisor.engine.catalog.CatalogReader;
import dev.revisor.engine.desired.DesiredText;
import dev.revisor.engine.desired.Edit;
import dev.revisor.engine.kept.CatalogKey;
import dev.revisor.engine.kept.KeptCatalogs;
import dev.revisor.engine.kept.KeptSources;
import dev.revisor.engine.kept.KeptSources.Source;
import dev.revisor.engine.scratch.ScratchServer;
import dev.revisor.engine.scratch.ServerIdentity;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Schemas that were made in a scratch database before, by the same statements on a server like
/// this one, and so need not be made again. What is to be kept is written while the work goes on.
final class KnownSchemas implements AutoCloseable {
  /// `off` in this variable: everything is made anew, and nothing kept.
  static final String VARIABLE = "REVISOR_CACHE";

  private final KeptCatalogs kept;
  private final KeptSources sources;
  private final ScratchServer server;
  private final Selection selection;
  private final Queue<Thread> writers = new ConcurrentLinkedQueue<>();
  private @Nullable ServerIdentity identity;

  private KnownSchemas(Optional<Path> folder, ScratchServer server, Selection selection) {
    this.kept =
        folder.map(at -> KeptCatalogs.in(at.resolve("catalogs"))).orElseGet(KeptCatalogs::none);
    this.sources =
        folder.map(at -> KeptSources.in(at.resolve("sources"))).orElseGet(KeptSources::none);
    this.server = server;
    this.selection = selection;
  }

  static KnownSchemas of(Surroundings surroundings, ScratchServer server, Selection selection) {
    var off = surroundings.variable(VARIABLE).filter("off"::equals).isPresent();
    var folder = off ? Optional.<Path>empty() : Optional.of(folder(surroundings));
    return new KnownSchemas(folder, server, selection);
  }

  private static Path folder(Surroundings surroundings) {
    var cache =
        surroundings
            .variable("XDG_CACHE_HOME")
            .map(Path::of)
            .orElseGet(() -> Path.of(surroundings.variables().getOrDefault("HOME", "/"), ".cache"));
    return cache.resolve("revisor");
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
    return found(
        facts,
        make,
        key -> {
          var made = Together.of(make, repeatable::getAsBoolean);
          if (made.other()) {
            aside(() -> kept.keep(key, made.one()));
          }
          return made.one();
        });
  }

  /// One that was kept.
  Optional<Catalog> kept(List<String> facts) {
    return kept.isOn() ? kept.find(key(facts)) : Optional.empty();
  }

  /// @param make where nothing is kept at all
  /// @param makeToKeep makes it and keeps it by its key
  private Catalog found(
      List<String> facts, Supplier<Catalog> make, Function<CatalogKey, Catalog> makeToKeep) {
    if (!kept.isOn()) {
      return make.get();
    }
    var key = key(facts);
    return kept.find(key).orElseGet(() -> makeToKeep.apply(key));
  }

  /// What has been edited since a desired schema was made.
  ///
  /// @param catalog that of the schema then; empty where it is kept no more
  record Edited(Edit edit, Supplier<Optional<Catalog>> catalog) {}

  /// The same for a desired schema: of one that was made before an edit, less is made again.
  ///
  /// @param place where it comes from
  /// @param again makes what an edit changed; empty where everything must be made
  Catalog desired(
      String place,
      DesiredText text,
      Function<Edited, Optional<Catalog>> again,
      Supplier<Catalog> make) {
    return found(
        text.facts(),
        make,
        key -> {
          var facts = new ArrayList<>(List.of("source", place));
          facts.addAll(text.place());
          var source = key(facts);
          var edited = sources.find(source).flatMap(known -> edited(known, text));
          var after = edited.flatMap(again);
          // what was made of an edit is as repeatable as what was kept before
          var made =
              after.isPresent()
                  ? new Together<>(after.get(), edited.map(each -> each.edit().statements()))
                  : Together.of(make, text::repeatable);
          made.other()
              .ifPresent(
                  statements ->
                      aside(
                          () -> {
                            kept.keep(key, made.one());
                            sources.keep(source, new Source(key, statements));
                          }));
          return made.one();
        });
  }

  private Optional<Edited> edited(Source known, DesiredText text) {
    return text.since(known.statements())
        .map(edit -> new Edited(edit, () -> kept.find(known.key())));
  }

  private CatalogKey key(List<String> facts) {
    var all =
        new ArrayList<>(
            List.of(
                CatalogReader.layout(),
                selection.toString(),
                server.company().name(),
                server().facts()));
    all.addAll(facts);
    return CatalogKey.of(all);
  }

  private void aside(Runnable keeping) {
    writers.add(Thread.ofPlatform().name("revisor-keep").start(keeping));
  }

  /// Waits until all is kept.
  @Override
  public void close() {
    try {
      for (var writer : writers) {
        writer.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
