package dev.revisor.operator;

import dev.revisor.api.Reason;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// Looks at databases beside the reconcile threads, so that a dead one delays nobody, and remembers
/// the last look at each. Whoever asks gets what is known at once; when a look ends, the caller is
/// told.
@ApplicationScoped
public class DatabaseWatch {
  private static final Logger LOG = Logger.getLogger(DatabaseWatch.class);

  /// Looks at once; each costs a connection at most.
  private static final int MOST_LOOKS = 64;

  private final DatabaseReader reader;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(MOST_LOOKS);
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  DatabaseWatch(DatabaseReader reader) {
    this.reader = reader;
    this.clock = Clock.systemUTC();
  }

  /// What a caller wants to know.
  ///
  /// A look from before the newest run ended will not do.
  ///
  /// @param wish changes when a look that failed should be repeated at once: the generation
  record Question(
      Observation.Identity identity, DatabaseReader.Place place, String wish, Duration interval) {}

  /// The last look that answers the question; [DatabaseView.Unseen] while there is none. Starts a
  /// look where one is due.
  ///
  /// @param whenSeen runs when a look that this call started has ended
  DatabaseView view(Question question, Runnable whenSeen) {
    var entry = entries.computeIfAbsent(question.identity().uid(), _ -> new Entry());
    synchronized (entry) {
      entry.ask(question, clock.instant());
      if (entry.isDue(question.interval(), clock.instant()) && !entry.looking) {
        entry.looking = true;
        threads.execute(() -> look(question, entry, whenSeen));
      }
      return entry.view;
    }
  }

  /// Forgets a resource that is gone.
  void forget(String uid) {
    entries.remove(uid);
  }

  private void look(Question question, Entry entry, Runnable whenSeen) {
    try {
      places.acquire();
      try {
        var begun = clock.instant();
        entry.seen(question, look(question, begun, entry));
      } finally {
        places.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      entry.done();
    }
    whenSeen.run();
  }

  private DatabaseView look(Question question, Instant begun, Entry entry) {
    try {
      var look = reader.look(question.place());
      return new DatabaseView.Read(look.state(), look.secrets(), begun);
    } catch (DatabaseReader.Unreadable e) {
      return failed(e.reason(), String.valueOf(e.getMessage()), begun, entry);
    } catch (RuntimeException e) {
      LOG.errorf(e, "cannot look at the database of %s", question.identity());
      return failed(Reason.InternalError, "cannot look at the database: " + e, begun, entry);
    }
  }

  private DatabaseView failed(Reason reason, String message, Instant begun, Entry entry) {
    var longest =
        switch (reason) {
          case SecretNotFound,
              SecretKeyMissing,
              AuthenticationFailed,
              DatabaseNotFound,
              InvalidUrl ->
              Backoff.LONGEST_FOR_SECRETS;
          default -> Backoff.LONGEST;
        };
    var wait = Backoff.after(entry.countFailure(), longest);
    return new DatabaseView.Failed(reason, message, begun, clock.instant().plus(wait));
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }

  /// What is known of one resource's database. Guarded by itself.
  private static final class Entry {
    private DatabaseView view = new DatabaseView.Unseen();
    private String spec = "";
    private String newestRun = "";
    private String wish = "";
    private Instant notBefore = Instant.MIN;
    private Instant wished = Instant.MIN;
    private int failures;
    private boolean looking;

    /// Another database makes what is known worthless; another occasion makes it old.
    void ask(Question question, Instant now) {
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

    boolean isDue(Duration interval, Instant now) {
      return switch (view) {
        case DatabaseView.Unseen _ -> true;
        case DatabaseView.Read read -> !now.isBefore(read.at().plus(interval));
        case DatabaseView.Failed failed ->
            !now.isBefore(failed.nextLook())
                || failed.at().isBefore(notBefore)
                || failed.at().isBefore(wished);
      };
    }

    /// Takes a look in, unless it is of another database or from before the occasion.
    synchronized void seen(Question question, DatabaseView seen) {
      boolean current = question.place().spec().toString().equals(spec);
      boolean recent =
          switch (seen) {
            case DatabaseView.Read read -> !read.at().isBefore(notBefore);
            case DatabaseView.Failed _ -> true;
            case DatabaseView.Unseen _ -> false;
          };
      if (current && recent) {
        view = seen;
        failures = seen instanceof DatabaseView.Read ? 0 : failures;
      }
    }

    synchronized int countFailure() {
      failures++;
      return failures;
    }

    synchronized void done() {
      looking = false;
    }
  }
}
