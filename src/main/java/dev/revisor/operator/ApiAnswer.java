package dev.revisor.operator;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Set;

/// What the Kubernetes API made of a request that failed, in words and as a kind.
final class ApiAnswer {
  /// It understood, and will say the same again until somebody changes something: a quota, a right,
  /// an admission rule.
  private static final Set<Integer> REFUSALS = Set.of(400, 403, 422);

  private static final int CONFLICT = 409;

  private ApiAnswer() {}

  /// Whether it was refused, and not only put off.
  static boolean isRefusal(KubernetesClientException e) {
    return REFUSALS.contains(e.getCode());
  }

  /// Whether what was to be made is there already. A quota that somebody else counts at the same
  /// moment is answered with the same code.
  static boolean isThereAlready(KubernetesClientException e) {
    return e.getCode() == CONFLICT
        && e.getStatus() != null
        && "AlreadyExists".equals(e.getStatus().getReason());
  }

  /// `the Kubernetes API answered 403: …`, or that it did not answer.
  static String of(KubernetesClientException e) {
    if (e.getCode() <= 0) {
      return "the Kubernetes API did not answer";
    }
    var said = e.getStatus() == null ? null : e.getStatus().getMessage();
    return "the Kubernetes API answered "
        + e.getCode()
        + (said == null || said.isBlank() ? "" : ": " + said);
  }
}
