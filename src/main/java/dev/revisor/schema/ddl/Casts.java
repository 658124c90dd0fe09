package dev.revisor.schema.ddl;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Which types become which by themselves in ALTER COLUMN … TYPE: by the assignment casts that
/// PostgreSQL has ("pg_cast" in the manual). Types of users always go through text.
public final class Casts {
  private static final Pattern MODIFIER = Pattern.compile("\\([^)]*\\)");
  private static final Pattern LENGTH = Pattern.compile("\\((\\d+)\\)$");
  static final List<String> WHOLE_NUMBERS = List.of("smallint", "integer", "bigint");
  private static final Set<String> STRINGS = Set.of("text", "character varying");
  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision", "money");
  private static final String LETTER = "\"char\"";
  private static final Set<String> TEXTS =
      Set.of("text", "character varying", "character", LETTER, "name");
  private static final Set<String> CUT = Set.of("text", "character varying", "character");
  private static final Set<String> TIMES =
      Set.of("date", "timestamp without time zone", "timestamp with time zone");
  private static final Set<String> CLOCKS = Set.of("time without time zone", "time with time zone");
  private static final Set<String> SPANS = Set.of("interval", "time without time zone");
  private static final Set<String> BITS = Set.of("bit", "bit varying");
  private static final Set<String> ADDRESSES = Set.of("inet", "cidr");
  private static final Set<String> JSONS = Set.of("json", "jsonb");
  private static final List<Set<String>> FAMILIES =
      List.of(NUMBERS, TEXTS, TIMES, CLOCKS, SPANS, BITS, ADDRESSES, JSONS);

  /// What else PostgreSQL casts where it is told to, and what it casts to money and from it.
  private static final Map<String, Set<String>> TOLD =
      Map.ofEntries(
          Map.entry("boolean", Set.of("integer")),
          Map.entry("integer", Set.of("boolean", "bit", "oid", "regclass", "regtype")),
          Map.entry("bigint", Set.of("bit", "oid", "regclass", "regtype")),
          Map.entry("bit", Set.of("integer", "bigint")),
          Map.entry("oid", Set.of("integer", "bigint", "regclass", "regtype")),
          Map.entry("regclass", Set.of("integer", "bigint", "oid")),
          Map.entry("regtype", Set.of("integer", "bigint", "oid")),
          Map.entry("macaddr", Set.of("macaddr8")),
          Map.entry("macaddr8", Set.of("macaddr")),
          Map.entry("point", Set.of("box")),
          Map.entry("box", Set.of("point", "circle", "polygon", "lseg")),
          Map.entry("circle", Set.of("point", "box", "polygon")),
          Map.entry("lseg", Set.of("point")),
          Map.entry("path", Set.of("polygon")),
          Map.entry("polygon", Set.of("point", "box", "circle", "path")));

  private static final Map<String, Set<String>> OF_MONEY =
      Map.of(
          "money", Set.of("numeric"),
          "numeric", Set.of("money"),
          "integer", Set.of("money"),
          "bigint", Set.of("money"));

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
    /// As the bytes of its text in UTF-8.
    ENCODED,
    THROUGH_TEXT,
    THROUGH_NUMERIC,
    /// Of several ranges the one that spans them.
    SPANNED,
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
    var old = bare(from);
    var now = bare(to);
    var array = old.endsWith("[]") && now.endsWith("[]");
    var a = array ? element(old) : old;
    var b = array ? element(now) : now;
    if (old.endsWith("[]") != now.endsWith("[]")) {
      return Way.THROUGH_TEXT;
    }
    if (a.equals(b)) {
      return a.equals("bit") && !from.strip().equals(to) ? Way.EXPLICIT : Way.BY_ITSELF;
    }
    if (a.equals("bytea") || b.equals("bytea")) {
      return array ? Way.THROUGH_TEXT : Way.ENCODED;
    }
    if (a.equals(LETTER) || b.equals(LETTER)) {
      return CUT.contains(a) || TEXTS.contains(b) && a.equals(LETTER)
          ? Way.BY_ITSELF
          : Way.THROUGH_TEXT;
    }
    if (a.equals(multirange(b)) && !array) {
      return Way.SPANNED;
    }
    return TEXTS.contains(b) ? Way.BY_ITSELF : amongOthers(a, b);
  }

  private static Way amongOthers(String from, String to) {
    if (NUMBERS.contains(from) && NUMBERS.contains(to)) {
      var money = from.equals("money") || to.equals("money");
      return !money || OF_MONEY.getOrDefault(from, Set.of()).contains(to)
          ? Way.BY_ITSELF
          : Way.THROUGH_NUMERIC;
    }
    if (BITS.contains(from) && to.equals("bit")) {
      return Way.EXPLICIT;
    }
    if (FAMILIES.stream().anyMatch(family -> family.contains(from) && family.contains(to))) {
      return Way.BY_ITSELF;
    }
    return TEXTS.contains(from)
            || to.equals(multirange(from))
            || TOLD.getOrDefault(from, Set.of()).contains(to)
        ? Way.EXPLICIT
        : Way.THROUGH_TEXT;
  }

  /// What a type of ranges that PostgreSQL brings has for several of them.
  private static String multirange(String range) {
    return range.endsWith("range") && !range.contains(".")
        ? range.substring(0, range.length() - "range".length()) + "multirange"
        : "";
  }

  /// Without its modifier: `numeric` of `numeric(10,2)`.
  static String bare(String type) {
    return MODIFIER.matcher(type).replaceAll("").strip();
  }

  static boolean isText(String type) {
    return TEXTS.contains(bare(type));
  }

  /// Whether values of two types compare with each other, so that one side of a foreign key can
  /// have the one while the other still has the other.
  public static boolean compare(String from, String to) {
    var old = bare(from);
    var now = bare(to);
    return old.equals(now)
        || WHOLE_NUMBERS.contains(old) && WHOLE_NUMBERS.contains(now)
        || STRINGS.contains(old) && STRINGS.contains(now);
  }

  /// Whether a value of one type may be too long or too large for another of its family.
  static boolean narrows(String from, String to) {
    var old = bare(from);
    var now = bare(to);
    if (WHOLE_NUMBERS.contains(old) && WHOLE_NUMBERS.contains(now)) {
      return WHOLE_NUMBERS.indexOf(now) < WHOLE_NUMBERS.indexOf(old);
    }
    var cut = CUT.contains(old) && CUT.contains(now) || BITS.contains(old) && BITS.contains(now);
    return cut && length(to) < length(from);
  }

  private static int length(String type) {
    var found = LENGTH.matcher(type);
    return found.find() ? Integer.parseInt(found.group(1)) : Integer.MAX_VALUE;
  }

  private static String element(String type) {
    return type.endsWith("[]") ? type.substring(0, type.length() - 2) : type;
  }
}
