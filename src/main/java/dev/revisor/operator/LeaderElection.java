package dev.revisor.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Which operator leads: the one that holds a Lease. A leader that dies is replaced within the
/// lease's duration; one that stops hands over at once; one that loses the Lease ends, since two
/// would work on the same resources.
@ApplicationScoped
public class LeaderElection {
  private static final Logger LOG = Logger.getLogger(LeaderElection.class);
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration RENEW = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(2);

  @Produces
  @Singleton
  LeaderElectionConfiguration configuration(
      KubernetesClient kubernetes, @ConfigProperty(name = "revisor.lease.name") String name) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(name)
        .withLeaseNamespace(Optional.ofNullable(kubernetes.getNamespace()).orElse("default"))
        .withLeaseDuration(LEASE)
        .withRenewDeadline(RENEW)
        .withRetryPeriod(RETRY)
        .withLeaderCallbacks(new LeaderCallbacks(() -> {}, LeaderElection::stopLeading, _ -> {}))
        .build();
  }

  /// The Operator SDK goes on where it is built like this, and an orderly exit would wait for the
  /// elector, which waits here. A Job that was being made has its name from the status, and is made
  /// once.
  private static void stopLeading() {
    if (!isEnding()) {
      LOG.error("the lease is another's, or could not be renewed: this operator ends");
      Runtime.getRuntime().halt(1);
    }
  }

  /// Whether the process was asked to end: the lease is given back then.
  private static boolean isEnding() {
    try {
      Runtime.getRuntime().removeShutdownHook(new Thread());
      return false;
    } catch (IllegalStateException _) {
      return true;
    }
  }
}
