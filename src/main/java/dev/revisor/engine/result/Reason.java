package dev.revisor.engine.result;

/// Why a run ended as it did, in one word that programs can rely on. Each constant has one sentence
/// for people. The names are those of the JSON document and of the table `run`.
public enum Reason {
  Succeeded(Fault.BUG, "Every step of the plan is applied."),
  NothingToDo(Fault.BUG, "The database is at its target already."),

  UnknownRevision(Fault.USER, "No revision matches the target."),
  AmbiguousTarget(Fault.USER, "The target fits several revisions; the message names them."),
  DowngradeDenied(Fault.USER, "The target is behind the database and going back is not allowed."),
  IrreversibleRevision(Fault.USER, "Going back would meet a revision that cannot be undone."),
  LintRefused(Fault.USER, "Lint found what --lint enforce refuses; the message names it."),
  AwaitingApproval(Fault.USER, "The plan needs an approval that it does not have."),
  SchemaDrift(Fault.USER, "The schema was changed by hand; nothing runs until that is settled."),
  BrokenGraph(Fault.USER, "The revisions do not form a graph: a parent is missing, a cycle …"),
  InvalidScript(Fault.USER, "A revision file cannot be read."),
  InvalidConfiguration(Fault.USER, "revisor.yaml, an option or a variable is not right."),
  NoScripts(Fault.USER, "There is no directory with revisions where one should be."),
  ChangedScript(Fault.USER, "A file is not the one that was applied: its checksum differs."),
  MissingParameter(Fault.USER, "A script uses a variable that has no value."),
  MigrationFailed(Fault.USER, "The database refused a statement of a script."),
  VersionTableMismatch(Fault.USER, "The version table is not the one in use, or not of its form."),
  ScratchUnavailable(Fault.USER, "No scratch database could be made to load a schema into."),
  RehearsalFailed(
      Fault.USER, "The plan failed on a copy of the schema; nothing was done to the database."),
  DatabaseClaimed(
      Fault.USER, "The database belongs to a resource of another cluster; the message names it."),
  InterruptedRevision(Fault.USER, "A revision without a transaction broke off half way."),

  DatabaseUnreachable(Fault.TRANSIENT, "No connection to the database could be made."),
  AuthenticationFailed(Fault.TRANSIENT, "The database does not accept the credentials."),
  DatabaseNotFound(Fault.TRANSIENT, "The server has no database of that name."),
  InsufficientPrivilege(Fault.TRANSIENT, "The role may not do what is needed."),
  LockTimeout(Fault.TRANSIENT, "A lock was not had in time."),
  ConnectionLost(Fault.TRANSIENT, "The connection broke during the run."),
  Terminated(Fault.TRANSIENT, "The run was asked to stop."),
  PoolerDetected(Fault.TRANSIENT, "A transaction pooler stands between: sessions do not hold."),
  VersionChanged(Fault.TRANSIENT, "Something else changed the version during the run."),

  InternalError(Fault.BUG, "A fault of Revisor itself.");

  private final Fault fault;
  private final String sentence;

  Reason(Fault fault, String sentence) {
    this.fault = fault;
    this.sentence = sentence;
  }

  /// The usual fault; a failure may have another one.
  public Fault fault() {
    return fault;
  }

  /// What it means, for people.
  public String sentence() {
    return sentence;
  }

  /// What the process ends with: 0 done, 1 our bug, 2 usage, 3 the user's fault, 4 try again, 5
  /// refused by policy.
  public int exitCode(Fault actual) {
    return switch (this) {
      case Succeeded, NothingToDo -> 0;
      case UnknownRevision, AmbiguousTarget -> 2;
      case DowngradeDenied,
          IrreversibleRevision,
          LintRefused,
          AwaitingApproval,
          SchemaDrift,
          DatabaseClaimed ->
          5;
      default ->
          switch (actual) {
            case USER -> 3;
            case TRANSIENT -> 4;
            case BUG -> 1;
          };
    };
  }
}
