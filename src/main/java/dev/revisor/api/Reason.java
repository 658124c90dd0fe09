package dev.revisor.api;

/// Why a resource is as it is, in one word: the reason of its conditions, of Events and of runs.
/// Names are stable. Each has one sentence; docs/reference/reasons.md is made from them.
public enum Reason {
  Succeeded("The database is at its target."),
  NothingToDo("The database was at its target already."),
  Pending("The resource has been seen; nothing is known yet."),
  Running("A migration Job is running."),
  PreviousRunActive("The spec changed while a Job runs; that Job ends first."),
  Suspended("spec.suspend is true: no Job starts."),
  Deleting("The resource is being deleted; a running Job ends first."),

  ApiUnavailable("The Kubernetes API did not answer, or not as it should; it is asked again."),
  SecretNotFound("A Secret that the spec names is not there, or may not be read."),
  SecretKeyMissing("A Secret lacks a key that the spec names."),
  InvalidUrl("The database URL cannot be read."),
  ImagePullFailed("The image cannot be pulled."),
  InvalidImage("The image has no runner: build it FROM Revisor's base image."),
  Unschedulable("No node takes the migration's pod."),
  QuotaExceeded("A quota or an admission rule does not let the Job or its pod be made."),
  ContainerConfigError("The container cannot be set up: a Secret, a key or a mount is missing."),
  RetriesExhausted("The run died as often as spec.policy.retries allows."),
  DeadlineExceeded("The run took longer than spec.policy.deadline."),
  RunDied("The run ended without a result and is tried again."),

  UnknownRevision("No revision matches the target."),
  AmbiguousTarget("The target fits several revisions; the message names them."),
  DowngradeDenied("The target is behind the database and spec.policy.downgrade is Deny."),
  IrreversibleRevision("Going back would meet a revision that cannot be undone."),
  LintRefused("Lint found what spec.policy.lint: Enforce refuses; the message names it."),
  DatabaseClaimed(
      "The database belongs to another resource, which is older; the message names it."),
  AwaitingApproval("The plan waits for the approval that spec.policy.approval asks for."),
  SchemaDrift("The schema was changed by hand; the message names the first changes."),
  BrokenGraph("The revisions do not form a graph: a parent is missing, a cycle."),
  InvalidScript("A revision file cannot be read."),
  InvalidConfiguration("revisor.yaml, an option or a variable is not right."),
  NoScripts("The image has no revisions at spec.migrations.path."),
  ChangedScript("A file is not the one that was applied: its checksum differs."),
  MissingParameter("A script uses a variable that spec.parameters does not give."),
  MigrationFailed("The database refused a statement of a script."),
  VersionTableMismatch("The version table is not the one in use, or not of its form."),
  ScratchUnavailable("No scratch database could be made to load a schema into."),
  RehearsalFailed("The plan failed on a copy of the schema; nothing was done to the database."),
  InterruptedRevision("A revision without a transaction broke off half way; see `repair`."),

  DatabaseChanged("Another database answers where the former one did; it is read afresh."),
  DatabaseUnreachable("No connection to the database can be made."),
  AuthenticationFailed("The database does not accept the credentials."),
  DatabaseNotFound("The server has no database of that name."),
  InsufficientPrivilege("The role may not do what is needed."),
  LockTimeout("A lock was not had in time."),
  ConnectionLost("The connection broke during the run."),
  Terminated("The run was asked to stop."),
  PoolerDetected("A transaction pooler stands between: sessions do not hold."),
  VersionChanged("Something else changed the version during the run."),

  InternalError("A fault of Revisor itself.");

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  /// What it means, for people.
  public String sentence() {
    return sentence;
  }
}
