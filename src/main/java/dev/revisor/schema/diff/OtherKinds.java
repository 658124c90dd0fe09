package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Dependency;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Types of one name and two kinds: an enum that becomes a domain. Where columns have such a type
/// it cannot go before the other comes, so the old one is taken for one of the new kind that must
/// be made again.
final class OtherKinds {
  /// The property of an old type: its own kind.
  private static final String KIND = "kind";

  private OtherKinds() {}

  /// The old catalog with those types as the kind that they become.
  static Catalog aligned(Catalog from, Catalog to) {
    var become = become(from, to);
    if (become.isEmpty()) {
      return from;
    }
    return Catalog.of(
        from.serverVersion(),
        from.objects().values().stream().map(object -> object(object, become)).toList(),
        from.dependencies().stream()
            .map(
                each ->
                    new Dependency(
                        become.getOrDefault(each.dependent(), each.dependent()),
                        become.getOrDefault(each.on(), each.on()),
                        each.strength()))
            .toList());
  }

  /// Whether a type is of another kind by now.
  static boolean isOf(SchemaObject before) {
    return before.is(KIND) && before.id().kind().isType();
  }

  private static Map<ObjectId, ObjectId> become(Catalog from, Catalog to) {
    var become = new HashMap<ObjectId, ObjectId>();
    for (var dependency : from.dependencies()) {
      var type = dependency.on();
      var inUse =
          dependency.dependent().kind() == Kind.COLUMN || dependency.dependent().kind().isType();
      if (type.kind().isType() && inUse && !to.has(type)) {
        for (var kind : Set.of(Kind.ENUM, Kind.DOMAIN, Kind.COMPOSITE, Kind.RANGE)) {
          var other = new ObjectId(kind, type.schema(), type.name());
          if (to.has(other)) {
            become.put(type, other);
          }
        }
      }
    }
    return become;
  }

  private static SchemaObject object(SchemaObject object, Map<ObjectId, ObjectId> become) {
    var other = become.get(object.id());
    return other == null
        ? object
        : new SchemaObject(
            other,
            object.with(Map.of(KIND, object.id().kind().label())).properties(),
            object.position());
  }
}
