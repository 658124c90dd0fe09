package dev.revisor.e2e;

import java.util.stream.Stream;

/// The wall clock of the operator's pods, by libfaketime, which `dev/e2e --faults` puts into the
/// ConfigMap `clock`. What measures durations goes on as ever, as when a machine's clock is set;
/// with the library's fix for an old C library on, every timed wait of the JVM's would end at once,
/// and its threads would spin.
final class OperatorClock {
  private static final String PATCH =
      """
      {"spec": {"replicas": %d, "template": {"spec": {
        "containers": [{"name": "operator",
          "env": [
            {"name": "LD_PRELOAD", %s},
            {"name": "FAKETIME_TIMESTAMP_FILE", %s},
            {"name": "FAKETIME_CACHE_DURATION", %s},
            {"name": "FAKETIME_DONT_FAKE_MONOTONIC", %s},
            {"name": "FAKETIME_FORCE_MONOTONIC_FIX", %s}],
          "volumeMounts": [{"mountPath": "/clock", %s}]}],
        "volumes": [{"name": "clock", %s}]}}}}
      """;

  private OperatorClock() {}

  /// Two replicas with a clock that can be set.
  static void install() {
    set("+0");
    patch(
        2,
        "\"value\": \"/clock/libfaketime.so.1\"",
        "\"value\": \"/clock/offset\"",
        "\"value\": \"1\"",
        "\"value\": \"1\"",
        "\"value\": \"0\"",
        "\"name\": \"clock\"",
        "\"configMap\": {\"name\": \"clock\"}");
  }

  /// One replica as before.
  static void remove() {
    var gone = "\"$patch\": \"delete\"";
    patch(1, gone, gone, gone, gone, gone, gone, gone);
  }

  private static void patch(int replicas, String... parts) {
    Stage.OPERATOR.run(
        "patch",
        "deployment",
        "revisor",
        "--patch="
            + PATCH.formatted(Stream.concat(Stream.of(replicas), Stream.of(parts)).toArray()));
    Stage.OPERATOR.run("rollout", "status", "deployment/revisor", "--timeout=300s");
  }

  /// How far it is from the machine's. The kubelet is told to look at the ConfigMap at once.
  static void set(String offset) {
    Stage.OPERATOR.run(
        "patch", "configmap", "clock", "--patch={\"data\":{\"offset\":\"" + offset + "\"}}");
    Stage.OPERATOR.run(
        "annotate",
        "--overwrite",
        "pods",
        "-l",
        "app.kubernetes.io/name=revisor",
        "example.com/clock=" + offset.replace("+", "plus-"));
  }
}
