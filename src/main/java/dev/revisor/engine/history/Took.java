package dev.revisor.engine.history;

import java.time.Duration;

/// How long a step took, as the record of it says.
///
/// @param sql an expression of milliseconds
public record Took(String sql) {
  /// Nothing was run.
  public static final Took NOTHING = of(Duration.ZERO);

  /// Since the message with the transaction's `BEGIN` was the server's turn, by its clock: known
  /// where the statement comes to the server before those that it follows are done.
  public static final Took SINCE_BEGIN =
      new Took("greatest(1000 * extract(epoch FROM clock_timestamp() - now()), 0)");

  /// What was measured.
  public static Took of(Duration duration) {
    return new Took(Long.toString(duration.toMillis()));
  }
}
