package dev.revisor.operator;

import dev.revisor.operator.DatabaseWatch.Question;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The last look at one resource's database, and whether it still answers what is asked. Knows no
/// clock and no database. Thread-safe.
final class LastLook {
  /// Where a thousand wait for their turns, the last one has had it by then.
  static final Duration LONGEST_UNTIL_ITS_TURN = Duration.ofMinutes(1);

  private DatabaseView view = new DatabaseView.Unseen();
  private String spec = "";
  private String newestRun = "";
  private String wish = "";
  private Instant notBefore = Instant.MIN;
  private Instant wished = Instant.MIN;
  private int failures;
  private boolean looking;
  private @Nullable Instant asked;
  private @Nullable Instant begun;

  synchronized DatabaseView view() {
    return view;
  }

  /// A look that was to begin had its turn.
  synchronized void begin(Instant now) {
    begun = now;
  }

  /// Whether others wait for the end of the first look: for a while until its turn, and then for a
  /// while again.
  ///
  /// @param longest how long a look may take that is waited for
  synchronized boolean isAwaited(Duration longest, Instant now) {
    return begun == null
        ? asked == null || now.isBefore(asked.plus(LONGEST_UNTIL_ITS_TURN))
        : now.isBefore(begun.plus(longest));
  }

  /// How many looks in a row have failed.
  synchronized int failures() {
    return failures;
  }

  /// Takes a question in. True when the caller is to begin a look now, and to end it with [#end].
  synchronized boolean isToBegin(Question question, Instant now) {
    asked = asked == null ? now : asked;
    ask(question, now);
    boolean begins = !looking && isDue(question.interval(), now);
    looking = looking || begins;
    return begins;
  }

  /// Another database makes what is known worthless; a run that ended makes it old.
  private void ask(Question question, Instant now) {
    var asked = question.place().spec().toString();
    if (!asked.equals(spec)) {
      spec = asked;
      view = new DatabaseView.Unseen();
      failures = 0;
      notBefore = now;
    }
    if (!question.place().newestRun().equals(newestRun)) {
      newestRun = question.place().newestRun();
      notBefore = now;
      if (view instanceof DatabaseView.Read) {
        view = new DatabaseView.Unseen();
      }
    }
    if (!question.wish().equals(wish)) {
      wish = question.wish();
      wished = now;
    }
  }

  private boolean isDue(Duration interval, Instant now) {
    return switch (view) {
      case DatabaseView.Unseen _ -> true;
      case DatabaseView.Read read -> !now.isBefore(read.at().plus(interval));
      case DatabaseView.Failed failed ->
          !now.isBefore(failed.nextLook())
              || failed.at().isBefore(notBefore)
              || failed.at().isBefore(wished);
    };
  }

  /// A look has ended. What it saw is dropped where it is of another database, or from before the
  /// newest run ended; [DatabaseView.Unseen] where it came to nothing.
  synchronized void end(Question question, DatabaseView seen) {
    looking = false;
    boolean current = question.place().spec().toString().equals(spec);
    boolean recent =
        switch (seen) {
          case DatabaseView.Read read -> !read.at().isBefore(notBefore);
          case DatabaseView.Failed _ -> true;
          case DatabaseView.Unseen _ -> false;
        };
    if (current && recent) {
      view = seen;
      failures = seen instanceof DatabaseView.Failed ? failures + 1 : 0;
    }
  }
}
