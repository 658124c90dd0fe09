package dev.revisor.operator;

import java.time.Duration;

/// How long to wait after failures: 5 s, doubled each time, up to a cap.
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(5);

  /// For what may last: a database that is down, a lock, a quota.
  static final Duration LONGEST = Duration.ofMinutes(5);

  /// For what somebody is probably putting right just now: a Secret, a password, the API server.
  static final Duration SHORTER = Duration.ofSeconds(30);

  private Backoff() {}

  /// @param failures in a row, 1 or more
  static Duration after(int failures, Duration longest) {
    int doublings = Math.min(Math.max(failures, 1) - 1, 16);
    var wait = FIRST.multipliedBy(1L << doublings);
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
