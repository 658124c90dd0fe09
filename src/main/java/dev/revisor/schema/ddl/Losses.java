package dev.revisor.schema.ddl;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What values lose on the way from one type to another that PostgreSQL goes by itself, without a
/// word: digits, the time of day, bits, characters.
final class Losses {
  private static final Pattern MODIFIER = Pattern.compile("\\(([^)]*)\\)");
  private static final Set<String> DECIMALS = Set.of("numeric", "money");
  private static final Set<String> FLOATING = Set.of("real", "double precision");

  /// Whatever their modifiers are.
  private static final Map<String, Set<String>> ALWAYS =
      Map.ofEntries(
          Map.entry("smallint", Set.of("numeric", "real", "double precision", "money")),
          Map.entry("integer", Set.of("numeric", "real", "double precision", "money")),
          Map.entry("bigint", Set.of("numeric", "real", "double precision", "money")),
          Map.entry("real", Set.of("integer", "bigint", "numeric", "double precision")),
          Map.entry("double precision", Set.of("bigint", "numeric")),
          Map.entry("date", Set.of("timestamp without time zone", "timestamp with time zone")),
          Map.entry("time without time zone", Set.of("time with time zone", "interval")),
          Map.entry("cidr", Set.of("inet")),
          Map.entry("name", Set.of("text", "character varying", "character")),
          Map.entry("\"char\"", Set.of("text", "character varying", "character", "name")));

  /// Those whose modifier is how many digits of a second they keep.
  private static final Set<String> OF_TIME =
      Set.of(
          "timestamp without time zone",
          "timestamp with time zone",
          "time without time zone",
          "time with time zone",
          "interval");

  private static final int MOST_DIGITS_OF_SECOND = 6;
  private static final int DIGITS_OF_MONEY = 2;

  private Losses() {}

  /// Whether a value may lose something.
  static boolean between(String from, String to) {
    var old = bare(from);
    var now = bare(to);
    return ALWAYS.getOrDefault(now, Set.of()).contains(old)
        || DECIMALS.contains(now) && scale(now, to) < scale(old, from)
        || OF_TIME.contains(old) && OF_TIME.contains(now) && ofSecond(to) < ofSecond(from);
  }

  private static String bare(String type) {
    return Casts.bare(type).replace("[]", "");
  }

  /// How many digits after the point a value has at most; of what is no number, fewer than any.
  private static int scale(String bare, String type) {
    return switch (bare) {
      case "money" -> DIGITS_OF_MONEY;
      case "numeric" -> scaleOfNumeric(type);
      default ->
          Casts.WHOLE_NUMBERS.contains(bare)
              ? 0
              : FLOATING.contains(bare) ? Integer.MAX_VALUE : Integer.MIN_VALUE;
    };
  }

  private static int scaleOfNumeric(String type) {
    var modifier = MODIFIER.matcher(type);
    return modifier.find()
        ? Integer.parseInt(modifier.group(1).split(",", -1)[1])
        : Integer.MAX_VALUE;
  }

  private static int ofSecond(String type) {
    var modifier = MODIFIER.matcher(type);
    return modifier.find() ? Integer.parseInt(modifier.group(1)) : MOST_DIGITS_OF_SECOND;
  }
}
