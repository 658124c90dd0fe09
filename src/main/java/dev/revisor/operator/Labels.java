package dev.revisor.operator;

/// Labels and annotations of Jobs and pods.
final class Labels {
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String REVISOR = "revisor";
  static final String NAME = "revisor.dev/name";
  static final String UID = "revisor.dev/uid";

  /// The counter in the Job's name.
  static final String RUN = "revisor.dev/run";

  /// What the run is for; see [RunKey].
  static final String KEY = "revisor.dev/key";

  /// Selects what Revisor made.
  static final String SELECTOR = MANAGED_BY + "=" + REVISOR + "," + UID;

  private Labels() {}
}
