package dev.revisor.kubectl;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintStream;
import java.time.Clock;
import java.util.function.Function;

/// What the process has around it.
///
/// @param connect makes a client for what the options name
/// @param terminal whether a person looks at the output
public record Surroundings(
    Function<Cluster, KubernetesClient> connect,
    PrintStream out,
    PrintStream err,
    Clock clock,
    Terminal terminal) {

  /// Which cluster; empty texts mean what the kubeconfig says.
  public record Cluster(String kubeconfig, String context) {}

  /// Where the output goes.
  public enum Terminal {
    /// A screen with colours, on which lines can be written over.
    SCREEN,
    /// A screen without colours (`NO_COLOR`).
    PLAIN_SCREEN,
    /// A file or a pipe.
    NONE
  }
}
