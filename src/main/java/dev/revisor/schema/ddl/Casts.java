package dev.revisor.schema.ddl;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Which types become which by themselves in ALTER COLUMN … TYPE: by the assignment casts that
/// PostgreSQL has ("pg_cast" in the manual). Types of users always go through text.
public final class Casts {
  private static final Pattern MODIFIER = Pattern.compile("\\([^)]*\\)");
  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision", "money");
  private static final Set<String> TEXTS =
      Set.of("text", "character varying", "character", "\"char\"", "name");
  private static final Set<String> TIMES =
      Set.of("date", "timestamp without time zone", "timestamp with time zone");
  private static final Set<String> CLOCKS = Set.of("time without time zone", "time with time zone");
  private static final Set<String> BITS = Set.of("bit", "bit varying");
  private static final Set<String> ADDRESSES = Set.of("inet", "cidr");
  private static final Set<String> JSONS = Set.of("json", "jsonb");

  private final Set<String> remade;

  /// @param remade names of types that are dropped and made again: values go over as text
  public Casts(Set<String> remade) {
    this.remade = Set.copyOf(remade);
  }

  /// How a value gets from one type to another.
  enum Way {
    BY_ITSELF,
    EXPLICIT,
    THROUGH_TEXT
  }

  Way between(String from, String to) {
    if (remade.contains(element(to)) || remade.contains(element(from))) {
      return Way.THROUGH_TEXT;
    }
    var old = MODIFIER.matcher(from).replaceAll("").strip();
    var now = MODIFIER.matcher(to).replaceAll("").strip();
    var array = old.endsWith("[]") && now.endsWith("[]");
    var a = array ? element(old) : old;
    var b = array ? element(now) : now;
    if (a.equals(b) || TEXTS.contains(b)) {
      return Way.BY_ITSELF;
    }
    for (var family : List.of(NUMBERS, TEXTS, TIMES, CLOCKS, BITS, ADDRESSES, JSONS)) {
      if (family.contains(a) && family.contains(b)) {
        return Way.BY_ITSELF;
      }
    }
    if (known(a) && known(b) && !TEXTS.contains(a)) {
      return Way.THROUGH_TEXT;
    }
    return TEXTS.contains(a)
            || a.equals("integer") && b.equals("boolean")
            || b.equals("integer") && a.equals("boolean")
        ? Way.EXPLICIT
        : Way.THROUGH_TEXT;
  }

  private static boolean known(String type) {
    return NUMBERS.contains(type) || TIMES.contains(type) || JSONS.contains(type);
  }

  private static String element(String type) {
    return type.endsWith("[]") ? type.substring(0, type.length() - 2) : type;
  }
}
