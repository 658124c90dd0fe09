package dev.revisor.engine.result;

import org.jspecify.annotations.Nullable;

/// A failure that has a reason: the one exception that the engine throws on purpose. Its message
/// holds no secrets.
public final class RevisorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final transient RunError error;

  public RevisorException(Reason reason, RunError error, @Nullable Throwable cause) {
    super(error.message(), cause);
    this.reason = reason;
    this.error = error;
  }

  public RevisorException(Reason reason, RunError error) {
    this(reason, error, null);
  }

  /// With the reason's usual fault.
  public static RevisorException of(Reason reason, String message) {
    return new RevisorException(reason, RunError.of(reason.fault(), message));
  }

  public Reason reason() {
    return reason;
  }

  public Fault fault() {
    return error.fault();
  }

  /// What is known, to be reported.
  public RunError error() {
    return error;
  }

  /// The same with more known about it.
  public RevisorException with(RunError more) {
    var other = new RevisorException(reason, more, getCause());
    other.setStackTrace(getStackTrace());
    return other;
  }

  /// The same with advice.
  public RevisorException withHint(String hint) {
    return with(error.withHint(hint));
  }

  /// What the process ends with.
  public int exitCode() {
    return reason.exitCode(error.fault());
  }
}
