package dev.revisor.operator;

import java.util.List;

/// Names of Jobs: the resource's, cut to 40 characters, and a hash of its uid and the run. The same
/// run always has the same name, so that creating it twice is the same Job.
final class JobName {
  private static final int LONGEST = 40;

  private JobName() {}

  static String of(Observation.Identity identity, long run) {
    return of(identity, Long.toString(run));
  }

  /// Of a look, which is told from others by any text.
  static String ofLook(Observation.Identity identity, String which) {
    return of(identity, "look " + which);
  }

  private static String of(Observation.Identity identity, String what) {
    var name = identity.name().replace('.', '-');
    var cut = name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    return cut + "-" + RunKey.hash(List.of(identity.uid(), what)).substring(0, 10);
  }
}
