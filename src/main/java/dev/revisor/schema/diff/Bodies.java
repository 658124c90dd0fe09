package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.diff.Action.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Orders what the bodies of routines name, which PostgreSQL keeps no dependencies of, before the
/// routines, and before what runs them.
record Bodies(Catalog to, Set<ObjectId> changing, ActionGraph graph) {
  /// @param builds what makes or alters an object
  void draw(Function<ObjectId, List<Key>> builds) {
    runs(builds);
    var mentions = Mentions.in(changing, to);
    for (var routine : changing) {
      for (var named : mentions.of(routine)) {
        graph.wish(builds.apply(named), builds.apply(routine));
      }
    }
  }

  /// A default, a check, an index, a materialized view run their routines over the rows that are
  /// there; so all that these routines call should be there before, the ones that stay included.
  private void runs(Function<ObjectId, List<Key>> builds) {
    var known = new HashSet<>(changing);
    to.objects().keySet().stream().filter(id -> runs(id.kind())).forEach(known::add);
    var mentions = Mentions.in(known, to);
    for (var id : changing) {
      var then = isRun(id.kind()) ? builds.apply(id) : List.<Key>of();
      for (var called : then.isEmpty() ? Set.<ObjectId>of() : called(id, mentions)) {
        graph.wish(builds.apply(called), then);
      }
    }
  }

  private static boolean isRun(Kind kind) {
    return switch (kind) {
      case COLUMN, DEFAULT, CONSTRAINT, DOMAIN_CONSTRAINT, INDEX, MATERIALIZED_VIEW -> true;
      default -> false;
    };
  }

  private static boolean runs(Kind kind) {
    return switch (kind) {
      case ROUTINE, AGGREGATE, OPERATOR, CAST -> true;
      default -> false;
    };
  }

  /// The routines and operators that one runs, and those that their bodies name.
  private Set<ObjectId> called(ObjectId id, Mentions mentions) {
    var found = new LinkedHashSet<ObjectId>();
    var open = new ArrayList<ObjectId>();
    to.dependenciesOf(id).forEach(needed -> open.add(needed.on()));
    while (!open.isEmpty()) {
      var routine = open.removeLast();
      if (runs(routine.kind()) && found.add(routine)) {
        open.addAll(mentions.of(routine));
        to.dependenciesOf(routine).forEach(needed -> open.add(needed.on()));
      }
    }
    return found;
  }
}
