package dev.revisor.operator;

import dev.revisor.api.Reason;
import dev.revisor.api.SchemaMigrationSpec;
import dev.revisor.engine.result.RunResult;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Looks at databases beside the reconcile threads, so that a dead one delays nobody, and remembers
/// the last look at each. Whoever asks gets what is known at once; when a look ends, the caller is
/// told.
@ApplicationScoped
public class DatabaseWatch {
  private static final Logger LOG = Logger.getLogger(DatabaseWatch.class);

  private final Looks ways;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// For looks that somebody waits for: the regular ones come by the hundred, and would be in their
  /// way.
  private final Semaphore awaited;

  private final Semaphore regular;
  private final SeenPlaces places = new SeenPlaces();
  private final Map<String, LastLook> looks = new ConcurrentHashMap<>();

  DatabaseWatch(Looks ways) {
    this.ways = ways;
    this.awaited = new Semaphore(ways.mostAtOnce() / 2);
    this.regular = new Semaphore(ways.mostAtOnce() / 2);
    this.clock = Clock.systemUTC();
  }

  /// What a caller wants to know.
  ///
  /// A look from before the newest run ended will not do.
  ///
  /// @param wish changes when a look that failed should be repeated at once: the generation
  /// @param lastResult of the newest run that has ended, where it was for the same goal and saw the
  ///   database
  record Question(
      Observation.Identity identity,
      DatabaseReader.Place place,
      String wish,
      Duration interval,
      SchemaMigrationSpec spec,
      Optional<RunResult> lastResult) {}

  /// The spec with the interval at which its database is really looked at.
  SchemaMigrationSpec paced(SchemaMigrationSpec spec) {
    return spec.observedNoMoreOftenThan(ways.leastInterval());
  }

  /// The last look that answers the question; [DatabaseView.Unseen] while there is none. Starts a
  /// look where one is due.
  ///
  /// @param whenSeen runs when a look that this call started has ended
  DatabaseView view(Question question, Workloads workloads, Runnable whenSeen) {
    var last = looks.computeIfAbsent(question.identity().uid(), _ -> new LastLook());
    if (last.isToBegin(question, clock.instant())) {
      var turns = last.view() instanceof DatabaseView.Unseen ? awaited : regular;
      threads.execute(() -> look(question, workloads, last, turns, whenSeen));
    }
    return last.view();
  }

  /// The last look at the database of a resource, however old. Starts none.
  DatabaseView last(String uid) {
    var last = looks.get(uid);
    return last == null ? new DatabaseView.Unseen() : last.view();
  }

  /// Whether the end of a resource's first look is worth waiting for.
  ///
  /// @param earliest when it can be asked for at the earliest
  boolean isAwaited(String uid, Supplier<Instant> earliest, Instant now) {
    var look = looks.get(uid);
    return look == null
        ? now.isBefore(earliest.get().plus(LastLook.LONGEST_UNTIL_ITS_TURN))
        : look.isAwaited(ways.longestAwaited(), now);
  }

  /// The resources whose last look saw what a key of [Claims] names.
  Set<String> seenAt(String key) {
    return places.at(key);
  }

  /// Forgets a resource that is gone.
  void forget(String uid) {
    places.forget(uid);
    looks.remove(uid);
  }

  private void look(
      Question question, Workloads workloads, LastLook last, Semaphore turns, Runnable whenSeen) {
    DatabaseView seen = new DatabaseView.Unseen();
    try {
      turns.acquire();
      try {
        last.begin(clock.instant());
        seen = look(question, workloads, last);
      } finally {
        turns.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      if (seen instanceof DatabaseView.Read read) {
        places.put(question.identity().uid(), Claims.key(read));
      }
      last.end(question, seen);
      whenSeen.run();
    }
  }

  private DatabaseView look(Question question, Workloads workloads, LastLook last) {
    var begun = clock.instant();
    try {
      var look = ways.look(question, workloads);
      return new DatabaseView.Read(look.state(), look.drift(), look.secrets(), begun);
    } catch (DatabaseReader.Unreadable e) {
      return failed(e.reason(), String.valueOf(e.getMessage()), begun, last);
    } catch (KubernetesClientException e) {
      return failed(Reason.ApiUnavailable, ApiAnswer.of(e), begun, last);
    } catch (RuntimeException e) {
      LOG.errorf(e, "cannot look at the database of %s", question.identity());
      return failed(Reason.InternalError, "cannot look at the database: " + e, begun, last);
    }
  }

  private DatabaseView failed(Reason reason, String message, Instant begun, LastLook last) {
    var longest = Backoff.longest(reason);
    var wait = Backoff.after(last.failures() + 1, longest);
    return new DatabaseView.Failed(reason, message, begun, clock.instant().plus(wait));
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
