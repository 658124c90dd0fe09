package dev.revisor.api;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/// Durations as the API writes them: `90s`, `5m`, `1h30m`, `250ms`.
public final class Durations {
  private static final Pattern PART = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

  private Durations() {}

  /// Reads a duration.
  ///
  /// @throws IllegalArgumentException when `text` is no duration; the CRD lets none of that through
  public static Duration parse(String text) {
    if (!text.matches(Rules.DURATION)) {
      throw new IllegalArgumentException(
          "a duration must be such as 90s or 5m, was '" + text + "'");
    }
    var parts = PART.matcher(text);
    var total = Duration.ZERO;
    while (parts.find()) {
      long count = Long.parseLong(parts.group(1));
      total =
          total.plus(
              switch (parts.group(2).toLowerCase(Locale.ROOT)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
              });
    }
    return total;
  }
}
