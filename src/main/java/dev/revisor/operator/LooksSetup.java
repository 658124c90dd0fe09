package dev.revisor.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Chooses how databases are looked at, as `revisor.observe` says.
@ApplicationScoped
public class LooksSetup {

  /// Who looks at databases.
  public enum Observe {
    /// The operator, through connections of its own: it reads the Secrets that specs name.
    DATABASE,
    /// Jobs of the runner: the operator needs no right over Secrets and no way to a database.
    JOB
  }

  @Produces
  @ApplicationScoped
  Looks looks(
      KubernetesClient kubernetes,
      ConnectionPools pools,
      @ConfigProperty(name = "revisor.observe") Observe observe,
      @ConfigProperty(name = "revisor.observe.least-interval") Duration leastInterval) {
    return switch (observe) {
      case DATABASE -> new DatabaseReader(kubernetes, pools);
      case JOB -> new JobLooks(kubernetes, leastInterval);
    };
  }
}
