package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.ddl.Stage.Form;
import java.util.ArrayList;
import java.util.List;

/// Compares catalogs.
///
/// How: each object that differs gets a fate (made, dropped, altered in place, or rebuilt because
/// it must be or because what it stands on is); fates become actions; the dependencies of both
/// catalogs and the names in use order them; what cannot share a transaction is parted.
public final class CatalogDiff {
  private CatalogDiff() {}

  /// What leads from one catalog to another. The same catalogs give the same statements to the
  /// byte.
  ///
  /// @throws UnorderableException if changes wait for each other in a circle
  public static Difference between(Catalog from, Catalog to, Manner manner) {
    var fates = Fates.between(from, to, manner);
    var hosts = Hosts.of(fates, from, to);
    var graph = new Actions(from, to, fates, hosts, manner).build();
    var parts = new ArrayList<Part>();
    var number = 0;
    for (var actions : graph.parts()) {
      var statements =
          actions.stream().flatMap(action -> action.stage().statements().stream()).toList();
      if (!statements.isEmpty()) {
        parts.add(new Part(number % 2 == 0 ? Form.TRANSACTIONAL : Form.CONCURRENT, statements));
      }
      number++;
    }
    return new Difference(Changes.between(from, to), parts);
  }

  /// What differs, without the way.
  public static List<Change> changes(Catalog from, Catalog to) {
    return Changes.between(from, to);
  }
}
