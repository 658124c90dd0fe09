package dev.revisor.operator;

import dev.revisor.api.Condition;
import dev.revisor.api.RunStatus;
import dev.revisor.api.SchemaMigrationStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The series of one resource, as its last status was: `revisor_status`,
/// `revisor_pending_revisions`, `revisor_drift`, `revisor_last_success_timestamp_seconds`,
/// `revisor_last_observed_timestamp_seconds`, `revisor_observe_interval_seconds`,
/// `revisor_runs_total`, `revisor_run_duration_seconds`. What is not known is not a number. The
/// status itself, with its history, is held once, among the resources.
final class ResourceMetrics implements AutoCloseable {
  /// There from the start, so that the first of them is an increase.
  private static final List<String> COUNTED_FROM_ZERO = List.of("Succeeded", "Failed");

  private final MeterRegistry registry;
  private final Observation.Identity identity;
  private final Tags tags;
  private final Set<Meter> meters = ConcurrentHashMap.newKeySet();
  private volatile double pending = Double.NaN;
  private volatile double drift = Double.NaN;
  private volatile double lastSuccess = Double.NaN;
  private volatile double observed = Double.NaN;
  private volatile double interval = Double.NaN;
  private Tags conditions = Tags.empty();
  private Optional<Meter> summary = Optional.empty();

  ResourceMetrics(MeterRegistry registry, Observation.Identity identity) {
    this.registry = registry;
    this.identity = identity;
    this.tags = Tags.of("namespace", identity.namespace(), "name", identity.name());
    COUNTED_FROM_ZERO.forEach(this::runs);
    gauge(
        "revisor.pending.revisions",
        "How many revisions are missing for the target.",
        one -> one.pending);
    gauge("revisor.drift", "1 where the schema was changed by hand, else 0.", one -> one.drift);
    gauge(
        "revisor.last.success.timestamp.seconds",
        "When the last run succeeded, in seconds since 1970.",
        one -> one.lastSuccess);
    gauge(
        "revisor.last.observed.timestamp.seconds",
        "When the database was last read, in seconds since 1970.",
        one -> one.observed);
    gauge(
        "revisor.observe.interval.seconds",
        "How often the database is to be read.",
        one -> one.interval);
  }

  private void gauge(String name, String description, ToDoubleFunction<ResourceMetrics> value) {
    meters.add(
        Gauge.builder(name, this, value).description(description).tags(tags).register(registry));
  }

  boolean isOf(Observation.Identity other) {
    return identity.equals(other);
  }

  /// One series at a time says what the conditions say: others would alert for what is over.
  synchronized void show(Observation seen, SchemaMigrationStatus shown) {
    pending = pending(shown);
    drift = drift(shown);
    lastSuccess = lastSuccess(shown);
    interval = seen.spec().observeIntervalOrDefault().toSeconds();
    if (seen.database() instanceof DatabaseView.Read read) {
      observed = read.at().getEpochSecond();
    }
    var now = conditions(shown.conditionsOrEmpty());
    if (now.equals(conditions)) {
      return;
    }
    conditions = now;
    summary.ifPresent(registry::remove);
    summary =
        Optional.of(
            Gauge.builder("revisor.status", () -> 1)
                .description("Always 1; its labels are the conditions and their reason.")
                .tags(tags.and(now))
                .register(registry));
  }

  /// Counts a run that has ended.
  void count(RunStatus run) {
    runs(run.outcome()).increment();
    if (run.startedAt() != null && run.finishedAt() != null) {
      duration().record(Duration.between(instant(run.startedAt()), instant(run.finishedAt())));
    }
  }

  private Counter runs(String outcome) {
    var counter =
        Counter.builder("revisor.runs")
            .description("Runs that have ended, by how they ended.")
            .tags(tags.and("outcome", outcome))
            .register(registry);
    meters.add(counter);
    return counter;
  }

  private Timer duration() {
    var timer =
        Timer.builder("revisor.run.duration")
            .description("How long runs took.")
            .tags(tags)
            .register(registry);
    meters.add(timer);
    return timer;
  }

  @Override
  public synchronized void close() {
    meters.forEach(registry::remove);
    summary.ifPresent(registry::remove);
  }

  private static Tags conditions(List<Condition> conditions) {
    return Tags.of(
        "ready", one(conditions, Condition.Type.Ready, c -> c.status().name()),
        "stalled", one(conditions, Condition.Type.Stalled, c -> c.status().name()),
        "reason", one(conditions, Condition.Type.Ready, c -> c.reason().name()));
  }

  private static String one(
      List<Condition> conditions, Condition.Type type, Function<Condition, String> word) {
    return conditions.stream()
        .filter(condition -> condition.type() == type)
        .map(word)
        .findFirst()
        .orElse("Unknown");
  }

  private static double pending(SchemaMigrationStatus status) {
    var pending = status.pending();
    return pending == null ? Double.NaN : pending;
  }

  private static double drift(SchemaMigrationStatus status) {
    return switch (one(status.conditionsOrEmpty(), Condition.Type.InSync, c -> c.status().name())) {
      case "False" -> 1;
      case "True" -> 0;
      default -> Double.NaN;
    };
  }

  private static double lastSuccess(SchemaMigrationStatus status) {
    return status.historyOrEmpty().stream()
        .filter(RunStatus::succeeded)
        .map(RunStatus::finishedAt)
        .filter(Objects::nonNull)
        .findFirst()
        .map(finished -> (double) instant(finished).getEpochSecond())
        .orElse(Double.NaN);
  }

  private static Instant instant(@Nullable String text) {
    return text == null ? Instant.EPOCH : Instant.parse(text);
  }
}
