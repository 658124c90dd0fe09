package dev.revisor.cli;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.diff.AcrossVersions;
import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.schema.diff.Part;
import dev.revisor.schema.diff.UnorderableException;
import dev.revisor.schema.diff.Vicinity;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// How a scratch database becomes a copy of the vicinity of a change, worked out before it is
/// there.
///
/// @param original what is copied
/// @param ahead the way from what it is expected to have
record CopyPlan(Vicinity vicinity, Catalog original, Optional<Ahead> ahead) {
  /// @param there what the scratch database will have
  record Ahead(Catalog there, List<Part> parts) {}

  /// @param expected what the scratch database will have, if that is known
  static CopyPlan ahead(Vicinity vicinity, Catalog before, Supplier<Optional<Catalog>> expected) {
    var original = vicinity.in(before);
    try {
      var ahead = expected.get().map(there -> new Ahead(there, parts(there, original)));
      return new CopyPlan(vicinity, original, ahead);
    } catch (UnorderableException _) {
      return new CopyPlan(vicinity, original, Optional.empty()); // told of when it is needed
    }
  }

  /// @param there what the scratch database has
  /// @throws UnorderableException where there is no way
  List<Part> from(Catalog there) {
    return ahead
        .filter(known -> known.there.equals(there))
        .map(Ahead::parts)
        .orElseGet(() -> parts(there, original));
  }

  /// The way from what a scratch database has to a schema as its server would tell it.
  ///
  /// @throws UnorderableException where there is none
  static List<Part> parts(Catalog there, Catalog original) {
    var known = AcrossVersions.asOn(there, original);
    return CatalogDiff.between(there, known, Manner.PLAIN).parts();
  }
}
