package dev.revisor.operator;

import dev.revisor.api.Condition;
import dev.revisor.api.RunStatus;
import dev.revisor.api.SchemaMigrationStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What Prometheus reads: `revisor_info`, `revisor_status`, `revisor_pending_revisions`,
/// `revisor_drift`, `revisor_runs_total`, `revisor_run_duration_seconds`,
/// `revisor_last_success_timestamp_seconds`. The chart's alerts and dashboard rely on the names.
@ApplicationScoped
public class MigrationMetrics {
  private final MeterRegistry registry;
  private final Map<String, Resource> resources = new ConcurrentHashMap<>();

  MigrationMetrics(
      MeterRegistry registry,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.registry = registry;
    Gauge.builder("revisor.info", () -> 1)
        .description("Which version of the operator runs.")
        .tag("version", version)
        .register(registry);
  }

  /// Takes over what a status says.
  void show(Observation.Identity identity, SchemaMigrationStatus status) {
    var resource = resources.computeIfAbsent(identity.uid(), _ -> new Resource(registry, identity));
    resource.show(status);
  }

  /// Counts runs that have ended.
  void count(Observation.Identity identity, List<RunStatus> ended) {
    for (var run : ended) {
      var tags = tags(identity).and("outcome", run.outcome());
      registry.counter("revisor.runs", tags).increment();
      if (run.startedAt() != null && run.finishedAt() != null) {
        registry
            .timer("revisor.run.duration", tags(identity))
            .record(
                Duration.between(Instant.parse(run.startedAt()), Instant.parse(run.finishedAt())));
      }
    }
  }

  /// Forgets a resource that is gone.
  void forget(Observation.Identity identity) {
    var resource = resources.remove(identity.uid());
    if (resource != null) {
      resource.forget();
    }
  }

  private static Tags tags(Observation.Identity identity) {
    return Tags.of("namespace", identity.namespace(), "name", identity.name());
  }

  /// The gauges of one resource, which read its last status.
  private static final class Resource {
    private final MeterRegistry registry;
    private final Tags identity;
    private final List<Meter> meters = new ArrayList<>();
    private volatile SchemaMigrationStatus status = SchemaMigrationStatus.EMPTY;
    private Tags conditions = Tags.empty();
    private Optional<Meter> summary = Optional.empty();

    Resource(MeterRegistry registry, Observation.Identity identity) {
      this.registry = registry;
      this.identity = tags(identity);
      meters.add(
          Gauge.builder("revisor.pending.revisions", this, Resource::pending)
              .description("How many revisions are missing for the target.")
              .tags(this.identity)
              .register(registry));
      meters.add(
          Gauge.builder("revisor.drift", this, Resource::drift)
              .description("1 where the schema was changed by hand, else 0.")
              .tags(this.identity)
              .register(registry));
      meters.add(
          Gauge.builder("revisor.last.success.timestamp.seconds", this, Resource::lastSuccess)
              .description("When the last run succeeded, in seconds since 1970.")
              .tags(this.identity)
              .register(registry));
    }

    /// One series at a time says what the conditions say: others would alert for what is over.
    synchronized void show(SchemaMigrationStatus shown) {
      status = shown;
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
                  .tags(identity.and(now))
                  .register(registry));
    }

    synchronized void forget() {
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

    double pending() {
      var pending = status.pending();
      return pending == null ? Double.NaN : pending;
    }

    double drift() {
      return switch (one(
          status.conditionsOrEmpty(), Condition.Type.InSync, c -> c.status().name())) {
        case "False" -> 1;
        case "True" -> 0;
        default -> Double.NaN;
      };
    }

    double lastSuccess() {
      return status.historyOrEmpty().stream()
          .filter(run -> run.succeeded() && run.finishedAt() != null)
          .findFirst()
          .map(run -> (double) Instant.parse(run.finishedAt()).getEpochSecond())
          .orElse(Double.NaN);
    }
  }
}
