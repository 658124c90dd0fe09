package dev.revisor.operator;

import dev.revisor.api.SchemaMigration;

/// Labels and annotations of Jobs and pods.
final class Labels {
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String REVISOR = "revisor";

  /// The resource's name: as a label cut to what a label may hold, as an annotation whole.
  static final String NAME = "revisor.dev/name";

  static final String UID = SchemaMigration.UID_LABEL;

  /// The Job controller's own, on pods.
  static final String JOB = "batch.kubernetes.io/job-name";

  /// The counter in the Job's name.
  static final String RUN = SchemaMigration.RUN_LABEL;

  /// What the run is for; see [RunKey].
  static final String KEY = "revisor.dev/key";

  /// On Jobs that look at a database, in place of [#UID]: they are no runs.
  static final String LOOK = "revisor.dev/look";

  /// Marks a Job that we suspended, because it never started and something else is wanted.
  static final String WITHDRAWN = "revisor.dev/withdrawn";

  /// Selects what Revisor made.
  static final String SELECTOR = MANAGED_BY + "=" + REVISOR;

  private Labels() {}
}
