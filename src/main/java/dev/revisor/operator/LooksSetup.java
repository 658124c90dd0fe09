package dev.revisor.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What whoever installed the operator chose: how databases are looked at (`revisor.observe`), and
/// what Jobs have besides (`revisor.job-defaults`).
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
  @Singleton
  JobDefaults jobDefaults(@ConfigProperty(name = "revisor.job-defaults") String json) {
    return JobDefaults.parse(json);
  }

  @Produces
  @ApplicationScoped
  Looks looks(
      KubernetesClient kubernetes,
      ConnectionPools pools,
      JobDefaults defaults,
      @ConfigProperty(name = "revisor.observe") Observe observe,
      @ConfigProperty(name = "revisor.observe.least-interval") Duration leastInterval) {
    return switch (observe) {
      case DATABASE -> new DatabaseReader(kubernetes, pools);
      case JOB -> new JobLooks(kubernetes, defaults, leastInterval);
    };
  }
}
