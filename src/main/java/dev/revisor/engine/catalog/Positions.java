package dev.revisor.engine.catalog;

import dev.revisor.schema.ObjectId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which object a row of a system catalog is.
final class Positions {
  /// A row of a catalog, or a column of a relation (`pg_depend.objsubid`; 0: the whole).
  record Position(String catalog, long oid, int part) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Position(var otherCatalog, var otherOid, var otherPart)
          && oid == otherOid
          && part == otherPart
          && catalog.equals(otherCatalog);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * Long.hashCode(oid) + part) + catalog.hashCode();
    }
  }

  private final Map<Position, ObjectId> objects = new HashMap<>();
  private final Map<Position, Position> standIns = new HashMap<>();

  void add(String catalog, long oid, int part, ObjectId id) {
    objects.put(new Position(catalog, oid, part), id);
  }

  /// That one row belongs to the object of another.
  void standsFor(Position internal, Position object) {
    standIns.put(internal, object);
  }

  /// The object of a row; `null` for one out of reach. A column that is not read by itself, as a
  /// view's, counts as its relation.
  @Nullable ObjectId object(Position position) {
    var at = position;
    for (var hops = 0; hops < 4; hops++) {
      var found = objects.get(at);
      if (found != null) {
        return found;
      }
      var next = standIns.get(at);
      if (next == null) {
        if (at.part() == 0) {
          return null;
        }
        next = new Position(at.catalog(), at.oid(), 0);
      }
      at = next;
    }
    return null;
  }
}
