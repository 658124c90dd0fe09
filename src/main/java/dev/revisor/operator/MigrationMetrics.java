package dev.revisor.operator;

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
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What Prometheus reads: `revisor_info`, `revisor_pending_revisions`, `revisor_ready`,
/// `revisor_runs_total`, `revisor_run_duration_seconds`, `revisor_last_success_timestamp_seconds`.
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
    resource.status = status;
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
      resource.meters.forEach(registry::remove);
    }
  }

  private static Tags tags(Observation.Identity identity) {
    return Tags.of("namespace", identity.namespace(), "name", identity.name());
  }

  /// The gauges of one resource, which read its last status.
  private static final class Resource {
    private volatile SchemaMigrationStatus status = SchemaMigrationStatus.EMPTY;
    private final List<Meter> meters = new ArrayList<>();

    Resource(MeterRegistry registry, Observation.Identity identity) {
      var tags = tags(identity);
      meters.add(
          Gauge.builder("revisor.pending.revisions", this, Resource::pending)
              .description("How many revisions are missing for the target.")
              .tags(tags)
              .register(registry));
      meters.add(
          Gauge.builder("revisor.ready", this, Resource::ready)
              .description("1 where the Ready condition is True, else 0.")
              .tags(tags)
              .register(registry));
      meters.add(
          Gauge.builder("revisor.last.success.timestamp.seconds", this, Resource::lastSuccess)
              .description("When the last run succeeded, in seconds since 1970.")
              .tags(tags)
              .register(registry));
    }

    double pending() {
      var pending = status.pending();
      return pending == null ? Double.NaN : pending;
    }

    double ready() {
      return status.conditionsOrEmpty().stream()
              .anyMatch(
                  c ->
                      c.type() == dev.revisor.api.Condition.Type.Ready
                          && c.status() == dev.revisor.api.Condition.Status.True)
          ? 1
          : 0;
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
