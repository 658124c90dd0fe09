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
    var compared = Changes.compared(from, to);
    var changes = compared.changes();
    if (changes.isEmpty()) {
      return new Difference(changes, List.of());
    }
    var after = compared.to();
    var told = PartitionKeys.in(OtherKinds.aligned(compared.from(), after), after).withHeirs();
    var fates = Fates.between(told.from(), told.to(), manner);
    var hosts = Hosts.of(fates, told.from(), told.to());
    var graph = new Actions(told.from(), told.to(), fates, hosts, manner).build();
    var parts = new ArrayList<Part>();
    var number = 0;
    for (var actions : graph.parts()) {
      if (number % 2 == 0) {
        add(parts, Form.TRANSACTIONAL, actions);
      } else {
        // each alone: what breaks off half way can be begun again
        actions.forEach(action -> add(parts, Form.CONCURRENT, List.of(action)));
      }
      number++;
    }
    return new Difference(changes, parts);
  }

  private static void add(List<Part> parts, Form form, List<Action> actions) {
    var statements =
        actions.stream().flatMap(action -> action.stage().statements().stream()).toList();
    if (!statements.isEmpty()) {
      parts.add(new Part(form, statements));
    }
  }

  /// What takes one part of a difference back: in one transaction where nothing in it makes others
  /// wait for long, else online, statement by statement.
  ///
  /// @param after the catalog that the part left
  /// @param before the one that it found
  public static Difference undoing(Part part, Catalog after, Catalog before) {
    var online = between(after, before, Manner.ONLINE);
    var isOnline = part.form() == Form.CONCURRENT || !online.isInOneTransaction();
    return isOnline && !online.asksForValues()
        ? Repeatable.of(online)
        : between(after, before, Manner.PLAIN);
  }

  /// What differs, without the way.
  public static List<Change> changes(Catalog from, Catalog to) {
    return Changes.between(from, to);
  }
}
