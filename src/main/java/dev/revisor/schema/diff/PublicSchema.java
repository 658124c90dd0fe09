package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The schema that every database begins with. Before PostgreSQL 15 everybody may create objects in
/// it, and the role that made the server owns it; since then only the database's owner may ("PUBLIC
/// schema" in the release notes). Between two servers that is no difference that anybody made.
final class PublicSchema {
  private static final ObjectId ID = new ObjectId(Kind.SCHEMA, "", "public");
  private static final int CLOSED_SINCE = 15;
  private static final String OWNER = "pg_database_owner";
  private static final Set<String> BY_DEFAULT =
      Set.of("USAGE TO PUBLIC", "CREATE TO PUBLIC\nUSAGE TO PUBLIC");

  private PublicSchema() {}

  /// A catalog as a server of another's version would begin with.
  static Catalog asOn(Catalog other, Catalog catalog) {
    var like = other.get(ID);
    var own = catalog.get(ID);
    var isSame = other.serverVersion() < CLOSED_SINCE == catalog.serverVersion() < CLOSED_SINCE;
    if (isSame || like == null || own == null) {
      return catalog;
    }
    Map<String, @Nullable String> values = new HashMap<>();
    if (isByDefault(like) && isByDefault(own)) {
      values.put("privileges", like.get("privileges"));
    }
    if (OWNER.equals(like.get("owner")) || OWNER.equals(own.get("owner"))) {
      values.put("owner", like.get("owner"));
    }
    return Catalog.of(
        catalog.serverVersion(),
        catalog.objects().values().stream()
            .map(object -> object.id().equals(ID) ? object.with(values) : object)
            .toList(),
        catalog.dependencies());
  }

  private static boolean isByDefault(SchemaObject schema) {
    return BY_DEFAULT.contains(schema.get("privileges", ""));
  }
}
