package dev.revisor.engine.catalog;

import dev.revisor.engine.database.SqlText;
import dev.revisor.schema.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A query of the system catalogs. Its text is a resource; `:schemas` stands for the oids of the
/// schemas in reach, `PRIVILEGES(acl, owner)` for the text of a privilege list, `OWNER_LACKS(type,
/// acl, owner)` for what the owner has given up of what owners have by default, and a line that
/// ends with `-- 15+` is there for servers from 15 on.
///
/// @param kind what its rows are
record CatalogQuery(Kind kind, SqlText text) {
  private static final Pattern SINCE = Pattern.compile("--\\s*(\\d+)\\+\\s*$");
  private static final Pattern PRIVILEGES = Pattern.compile("PRIVILEGES\\(([\\w.]+), ([\\w.]+)\\)");
  private static final SqlText PRIVILEGES_TEXT = SqlText.of(CatalogQuery.class, "privileges.sql");
  private static final Pattern OWNER_LACKS =
      Pattern.compile("OWNER_LACKS\\(('.'|\\([^()]+\\)), ([\\w.]+), ([\\w.]+)\\)");
  private static final SqlText OWNER_LACKS_TEXT = SqlText.of(CatalogQuery.class, "owner_lacks.sql");

  /// All of them, in the order of the kinds.
  static final List<CatalogQuery> ALL = all();

  private static List<CatalogQuery> all() {
    var queries = new ArrayList<CatalogQuery>();
    for (var kind : Kind.values()) {
      queries.add(new CatalogQuery(kind, SqlText.of(CatalogQuery.class, file(kind))));
    }
    return List.copyOf(queries);
  }

  private static String file(Kind kind) {
    return switch (kind) {
      case INDEX -> "indexes.sql";
      case POLICY -> "policies.sql";
      case STATISTICS -> "statistics.sql";
      case DEFAULT_PRIVILEGES -> "default_privileges.sql";
      default -> kind.name().toLowerCase(Locale.ROOT) + "s.sql";
    };
  }

  /// The texts of all.
  static String layout() {
    return ALL.stream()
        .map(query -> query.text.asWritten())
        .collect(
            Collectors.joining(
                "\n", PRIVILEGES_TEXT.asWritten() + OWNER_LACKS_TEXT.asWritten(), ""));
  }

  /// The text for a server's major version and the oids of schemas.
  String on(int serverVersion, List<Long> schemas) {
    var list = schemas.stream().map(String::valueOf).collect(Collectors.joining(","));
    var kept =
        text.with("schemas", "'{" + list + "}'::oid[]")
            .toString()
            .lines()
            .filter(line -> since(line) <= serverVersion)
            .collect(Collectors.joining("\n"));
    var told = PRIVILEGES.matcher(kept).replaceAll(CatalogQuery::privileges);
    return OWNER_LACKS.matcher(told).replaceAll(CatalogQuery::ownerLacks);
  }

  private static String privileges(MatchResult call) {
    var text = PRIVILEGES_TEXT.with("acl", call.group(1)).with("owner", call.group(2));
    return Matcher.quoteReplacement(text.toString());
  }

  private static String ownerLacks(MatchResult call) {
    var text =
        OWNER_LACKS_TEXT
            .with("type", call.group(1))
            .with("acl", call.group(2))
            .with("owner", call.group(3));
    return Matcher.quoteReplacement(text.toString());
  }

  private static int since(String line) {
    var found = SINCE.matcher(line);
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }
}
