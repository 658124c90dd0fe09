package dev.revisor.engine.run;

/// What the parts of a run share.
record RunContext(RunRequest request, RunListener listener, StopSignal stop) {
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
