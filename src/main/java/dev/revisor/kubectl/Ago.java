package dev.revisor.kubectl;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Times as people say them, in one or two units as kubectl does: `45s`, `3m20s`, `5h`, `12d`.
record Ago(Instant now) {
  private static final String UNKNOWN = "-";

  /// How long ago a time (RFC 3339) was.
  String since(@Nullable String time) {
    return time == null ? UNKNOWN : text(Duration.between(Instant.parse(time), now));
  }

  /// How long until a time.
  String until(String time) {
    return text(Duration.between(now, Instant.parse(time)));
  }

  /// From one time to another.
  static String between(@Nullable String from, @Nullable String to) {
    return from == null || to == null
        ? UNKNOWN
        : text(Duration.between(Instant.parse(from), Instant.parse(to)));
  }

  static String text(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 10) {
      return minutes + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
    }
    if (minutes < 180) {
      return minutes + "m";
    }
    long hours = minutes / 60;
    return hours < 48 ? hours + "h" : hours / 24 + "d";
  }
}
