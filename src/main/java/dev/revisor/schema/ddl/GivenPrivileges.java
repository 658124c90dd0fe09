package dev.revisor.schema.ddl;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.PrivilegeLines;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What new objects get by `ALTER DEFAULT PRIVILEGES`, as far as it can be known: whether they get
/// it depends on who makes them, and when.
///
/// @param defaults all that may be in force, of any role
public record GivenPrivileges(List<SchemaObject> defaults) {
  public GivenPrivileges {
    defaults = List.copyOf(defaults);
  }

  /// Those of two catalogs, one of which becomes the other.
  public static GivenPrivileges of(Catalog from, Catalog to) {
    var defaults = new ArrayList<SchemaObject>();
    for (var catalog : List.of(from, to)) {
      catalog.objects().values().stream()
          .filter(object -> object.id().kind() == Kind.DEFAULT_PRIVILEGES)
          .forEach(defaults::add);
    }
    return new GivenPrivileges(defaults);
  }

  /// What brings a new object from any of them to its own privileges.
  public List<String> settle(SchemaObject object) {
    var wanted = PrivilegeLines.of(object);
    var granted = new TreeSet<>(wanted);
    var lacks = new TreeSet<String>();
    for (var each : defaults) {
      if (isFor(each.id(), object.id())) {
        var given = PrivilegeLines.in(each.get("privileges", ""));
        granted.addAll(given);
        if (each.id().schema().isEmpty()) {
          // these stand for PostgreSQL's own, the others add to them
          lacks.addAll(OwnersOwn.lacking(each));
          PrivilegeLines.byDefault(object.id().kind()).stream()
              .filter(line -> !given.contains(line))
              .forEach(granted::remove);
        }
      }
    }
    if (granted.equals(wanted) && lacks.isEmpty()) {
      return List.of();
    }
    // taking back a privilege with the grant option takes the one without along
    wanted.stream()
        .filter(line -> granted.contains(PrivilegeLines.grantable(line)))
        .filter(line -> !wanted.contains(PrivilegeLines.grantable(line)))
        .forEach(granted::remove);
    var made = object.with(Map.of("privileges", String.join("\n", granted)));
    return Attributes.settle(
        lacks.isEmpty() ? made : made.with(Map.of("ownerLacks", String.join(", ", lacks))), object);
  }

  private static boolean isFor(ObjectId defaults, ObjectId object) {
    return defaults.detail().equals(word(object.kind()))
        && (defaults.schema().isEmpty() || defaults.schema().equals(object.schema()));
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case TABLE, VIEW, MATERIALIZED_VIEW -> "TABLES";
      case SEQUENCE -> "SEQUENCES";
      case ROUTINE, AGGREGATE -> "FUNCTIONS";
      case ENUM, DOMAIN, COMPOSITE, RANGE -> "TYPES";
      case SCHEMA -> "SCHEMAS";
      default -> "";
    };
  }
}
