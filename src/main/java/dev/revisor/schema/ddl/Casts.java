package dev.revisor.schema.ddl;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Which types become which by themselves in ALTER COLUMN … TYPE: by the assignment casts that
/// PostgreSQL has ("pg_cast" in the manual). Types of users always go through text.
public final class Casts {
  private static final Pattern MODIFIER = Pattern.compile("\\([^)]*\\)");
  private static final Pattern LENGTH = Pattern.compile("\\((\\d+)\\)$");
  private static final List<String> WHOLE_NUMBERS = List.of("smallint", "integer", "bigint");
  private static final Set<String> STRINGS = Set.of("text", "character varying");
  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision", "money");
  private static final Set<String> TEXTS =
      Set.of("text", "character varying", "character", "\"char\"", "name");
  private static final Set<String> TIMES =
      Set.of("date", "timestamp without time zone", "timestamp with time zone");
  private static final Set<String> CLOCKS = Set.of("time without time zone", "time with time zone");
  private static final Set<String> SPANS = Set.of("interval", "time without time zone");
  private static final Set<String> BITS = Set.of("bit", "bit varying");
  private static final Set<String> ADDRESSES = Set.of("inet", "cidr");
  private static final Set<String> JSONS = Set.of("json", "jsonb");

  private final Set<String> remade;
  private final Set<String> reshaped;
  private final boolean elsewhere;

  /// @param remade names of types that are dropped and made again: values go over as text
  /// @param reshaped those of them that are composite types with other attributes: values go over
  ///   by the attributes' names
  public Casts(Set<String> remade, Set<String> reshaped) {
    this(remade, reshaped, false);
  }

  private Casts(Set<String> remade, Set<String> reshaped, boolean elsewhere) {
    this.remade = Set.copyOf(remade);
    this.reshaped = Set.copyOf(reshaped);
    this.elsewhere = elsewhere;
  }

  /// Of foreign tables: their values are elsewhere, and stay as they are.
  public static Casts ofForeignTables() {
    return new Casts(Set.of(), Set.of(), true);
  }

  /// How a value gets from one type to another.
  enum Way {
    BY_ITSELF,
    /// There is no value here that would have to.
    NOT_AT_ALL,
    EXPLICIT,
    /// By the bytes of a text in UTF-8.
    ENCODED,
    THROUGH_TEXT,
    /// An attribute of a composite type becomes the one of the same name.
    BY_ATTRIBUTE
  }

  Way between(String from, String to) {
    if (elsewhere) {
      return Way.NOT_AT_ALL;
    }
    if (reshaped.contains(element(to)) && from.strip().equals(to)) {
      return Way.BY_ATTRIBUTE;
    }
    if (remade.contains(element(to)) || remade.contains(element(from))) {
      return Way.THROUGH_TEXT;
    }
    var old = MODIFIER.matcher(from).replaceAll("").strip();
    var now = MODIFIER.matcher(to).replaceAll("").strip();
    var array = old.endsWith("[]") && now.endsWith("[]");
    var a = array ? element(old) : old;
    var b = array ? element(now) : now;
    if (old.endsWith("[]") != now.endsWith("[]")) {
      return Way.THROUGH_TEXT;
    }
    if (a.equals("bytea") && TEXTS.contains(b) || TEXTS.contains(a) && b.equals("bytea")) {
      return array ? Way.THROUGH_TEXT : Way.ENCODED;
    }
    if (a.equals(b) || TEXTS.contains(b)) {
      return Way.BY_ITSELF;
    }
    for (var family : List.of(NUMBERS, TEXTS, TIMES, CLOCKS, SPANS, BITS, ADDRESSES, JSONS)) {
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

  /// Whether values of two types compare with each other, so that one side of a foreign key can
  /// have the one while the other still has the other.
  public static boolean compare(String from, String to) {
    var old = MODIFIER.matcher(from).replaceAll("").strip();
    var now = MODIFIER.matcher(to).replaceAll("").strip();
    return old.equals(now)
        || WHOLE_NUMBERS.contains(old) && WHOLE_NUMBERS.contains(now)
        || STRINGS.contains(old) && STRINGS.contains(now);
  }

  /// Whether a value of one type may be too long or too large for another of its family.
  static boolean narrows(String from, String to) {
    var old = MODIFIER.matcher(from).replaceAll("").strip();
    var now = MODIFIER.matcher(to).replaceAll("").strip();
    if (WHOLE_NUMBERS.contains(old) && WHOLE_NUMBERS.contains(now)) {
      return WHOLE_NUMBERS.indexOf(now) < WHOLE_NUMBERS.indexOf(old);
    }
    if (!STRINGS.contains(old) || !STRINGS.contains(now) || now.equals("text")) {
      return false;
    }
    return length(to) < length(from);
  }

  private static int length(String type) {
    var found = LENGTH.matcher(type);
    return found.find() ? Integer.parseInt(found.group(1)) : Integer.MAX_VALUE;
  }

  private static boolean known(String type) {
    return NUMBERS.contains(type) || TIMES.contains(type) || JSONS.contains(type);
  }

  private static String element(String type) {
    return type.endsWith("[]") ? type.substring(0, type.length() - 2) : type;
  }
}
