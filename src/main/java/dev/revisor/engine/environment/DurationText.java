package dev.revisor.engine.environment;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Durations as text: `0`, `500ms`, `5s`, `1min`, `2h`, `1d`, and several in a row as Go writes
/// them, `1m30s`. The units are PostgreSQL's
/// (https://www.postgresql.org/docs/current/config-setting.html) and `m` for minutes.
public final class DurationText {
  /// What a message says is allowed.
  public static final String FORM = "a duration such as 500ms, 5s, 1min or 2h, or 0 for none";

  /// PostgreSQL keeps timeouts as milliseconds in 32 bits.
  private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|min|m|h|d)");
  private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,9}(?:ms|s|min|m|h|d))+");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "min", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private DurationText() {}

  /// Empty when `text` has not the form, or is longer than PostgreSQL can keep (24 days).
  public static Optional<Duration> parse(String text) {
    var lower = text.strip().toLowerCase(Locale.ROOT);
    if (lower.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    if (!WHOLE.matcher(lower).matches()) {
      return Optional.empty();
    }
    var total = Duration.ZERO;
    var parts = PART.matcher(lower);
    while (parts.find()) {
      var unit = UNITS.getOrDefault(parts.group(2), Duration.ZERO);
      total = total.plus(unit.multipliedBy(Long.parseLong(parts.group(1))));
    }
    return Optional.of(total).filter(duration -> duration.compareTo(LONGEST) <= 0);
  }

  /// The shortest text that `parse` reads back: whole seconds as `5s`, else milliseconds.
  public static String print(Duration duration) {
    if (duration.isZero()) {
      return "0";
    }
    return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }
}
