package dev.revisor.engine.run;

import dev.revisor.engine.database.Connections;

/// What the parts of a run share.
///
/// @param connections to the database of the request
record RunContext(
    RunRequest request, RunListener listener, StopSignal stop, Connections connections) {
  void tell(RunEvent event) {
    listener.on(event);
  }

  RunOptions options() {
    return request.options();
  }

  /// @throws dev.revisor.engine.result.RevisorException Terminated
  void refuseToGoOnWhenStopped() {
    if (stop.isRequested()) {
      throw Failures.terminated();
    }
  }
}
