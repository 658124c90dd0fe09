package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What depends on each object of a catalog. Worked out when somebody asks first: most differences
/// break nothing.
final class Dependents {
  private final Catalog catalog;
  private @Nullable Map<ObjectId, List<ObjectId>> all;

  Dependents(Catalog catalog) {
    this.catalog = catalog;
  }

  List<ObjectId> of(ObjectId id) {
    return all().getOrDefault(id, List.of());
  }

  /// Whether columns or other types have a type.
  boolean use(ObjectId type) {
    return of(type).stream().anyMatch(user -> user.kind() == Kind.COLUMN || user.kind().isType());
  }

  private Map<ObjectId, List<ObjectId>> all() {
    if (all != null) {
      return all;
    }
    var found = new HashMap<ObjectId, List<ObjectId>>();
    for (var dependency : catalog.dependencies()) {
      found.computeIfAbsent(dependency.on(), _ -> new ArrayList<>(4)).add(dependency.dependent());
    }
    all = found;
    return found;
  }
}
