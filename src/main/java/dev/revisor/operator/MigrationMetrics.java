package dev.revisor.operator;

import dev.revisor.api.RunStatus;
import dev.revisor.api.SchemaMigrationStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What Prometheus reads: `revisor_info`, and for each resource what [ResourceMetrics] has. The
/// chart's alerts and dashboard rely on the names; docs/reference/metrics.md lists them.
@ApplicationScoped
public class MigrationMetrics {
  private final MeterRegistry registry;
  private final Map<String, ResourceMetrics> resources = new ConcurrentHashMap<>();

  MigrationMetrics(
      MeterRegistry registry,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.registry = alone(registry);
    Gauge.builder("revisor.info", () -> 1)
        .description("Always 1; its label is the version of the operator.")
        .tag("version", version)
        .register(this.registry);
  }

  /// A registry that stands for several keeps each series once more, for one as for many.
  private static MeterRegistry alone(MeterRegistry registry) {
    return registry instanceof CompositeMeterRegistry all && all.getRegistries().size() == 1
        ? all.getRegistries().iterator().next()
        : registry;
  }

  /// Takes over what was observed, and what a status says of it.
  void show(Observation observed, SchemaMigrationStatus status) {
    of(observed.identity()).show(observed, status);
  }

  /// Counts runs that have ended.
  void count(Observation.Identity identity, List<RunStatus> ended) {
    ended.forEach(of(identity)::count);
  }

  /// Forgets a resource that is gone, unless another of its name has come.
  void forget(Observation.Identity identity) {
    resources.computeIfPresent(
        identity.toString(),
        (_, found) -> {
          if (!found.isOf(identity)) {
            return found;
          }
          found.close();
          return null;
        });
  }

  /// Of a resource that was deleted and made anew, the series of the former end.
  private ResourceMetrics of(Observation.Identity identity) {
    return resources.compute(
        identity.toString(),
        (_, found) -> {
          if (found != null && found.isOf(identity)) {
            return found;
          }
          if (found != null) {
            found.close();
          }
          return new ResourceMetrics(registry, identity);
        });
  }
}
