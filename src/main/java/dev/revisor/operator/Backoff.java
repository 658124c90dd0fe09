package dev.revisor.operator;

import dev.revisor.api.Reason;
import java.time.Duration;
import java.time.Instant;

/// How long to wait after failures: 5 s, doubled each time, up to a cap.
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(5);

  /// For what may last: a database that is down, a lock, a quota.
  static final Duration LONGEST = Duration.ofMinutes(5);

  /// For what somebody is probably putting right just now: a Secret, a password, the API server.
  static final Duration SHORTER = Duration.ofSeconds(30);

  private Backoff() {}

  /// The cap for what a reason tells of.
  static Duration longest(Reason reason) {
    return switch (reason) {
      case ApiUnavailable,
          SecretNotFound,
          SecretKeyMissing,
          AuthenticationFailed,
          DatabaseNotFound,
          ContainerConfigError,
          InvalidUrl ->
          SHORTER;
      default -> LONGEST;
    };
  }

  /// @param failures in a row, 1 or more
  static Duration after(int failures, Duration longest) {
    int doublings = Math.min(Math.max(failures, 1) - 1, 16);
    var wait = FIRST.multipliedBy(1L << doublings);
    return wait.compareTo(longest) < 0 ? wait : longest;
  }

  /// The first time after now, of those with such waits between them.
  ///
  /// @param since when the first wait began
  static Instant next(Instant since, Instant now, Duration longest) {
    var at = since;
    for (int tries = 1; !at.isAfter(now); tries++) {
      var wait = after(tries, longest);
      long waits = wait.equals(longest) ? Duration.between(at, now).dividedBy(longest) + 1 : 1;
      at = at.plus(wait.multipliedBy(waits));
    }
    return at;
  }
}
