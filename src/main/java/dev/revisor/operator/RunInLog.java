package dev.revisor.operator;

import org.jboss.logging.MDC;

/// While it is open, the lines that this thread logs carry the id of the run that they are about:
/// the one that is started now, else the resource's newest. The Operator SDK adds the resource.
final class RunInLog implements AutoCloseable {
  private static final String KEY = "run";

  private RunInLog() {}

  static RunInLog of(Observation observed, Decision decision) {
    long run =
        decision instanceof Decision.StartJob(var number, _)
            ? number
            : observed.status().runsOrZero();
    if (run > 0) {
      MDC.put(KEY, observed.jobName(run));
    }
    return new RunInLog();
  }

  @Override
  public void close() {
    MDC.remove(KEY);
  }
}
