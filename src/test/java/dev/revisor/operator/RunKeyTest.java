package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Reason;
import dev.revisor.api.RunStatus;
import dev.revisor.api.SchemaMigrationSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a change of the spec, of a Secret or of the annotation means for a run that ended.
class RunKeyTest {
  private static final String SPEC =
      """
      database:
        url: postgresql://db/shop
        credentials: {secretName: db}
        versionTable: public.v
        role: owner
      migrations: {image: "shop:1", path: /m, imagePullPolicy: Always, imagePullSecrets: [{name: r}]}
      target: head
      parameters: {tenant: acme, region: eu}
      policy: {downgrade: Deny, lockTimeout: 5s, statementTimeout: 1m, deadline: 1h, retries: 2}
      observeInterval: 5m
      suspend: false
      jobHistoryLimit: 3
      jobTemplate:
        metadata: {labels: {team: a}}
        spec:
          nodeSelector: {disk: ssd}
          tolerations: [{key: dedicated, operator: Exists}]
          resources: {limits: {memory: 256Mi}}
          env: [{name: TZ, value: UTC}]
      """;

  /// What a change is worth.
  enum Worth {
    /// A new run even after a success.
    GOAL,
    /// Another try after a failure.
    ATTEMPT,
    /// No run.
    NOTHING
  }

  /// @param before a part of the spec
  /// @param after what stands there instead
  record Change(Worth worth, String before, String after) {
    @Override
    public String toString() {
      return before + " -> " + after + ": " + worth;
    }
  }

  static Stream<Change> changes() {
    return Stream.of(
        new Change(Worth.GOAL, "shop:1", "shop:2"),
        new Change(Worth.GOAL, "path: /m", "path: /n"),
        new Change(Worth.GOAL, "db/shop", "db/other"),
        new Change(
            Worth.GOAL,
            "url: postgresql://db/shop",
            "urlFrom: {secretKeyRef: {name: db, key: uri}}"),
        new Change(Worth.GOAL, "public.v", "public.w"),
        new Change(Worth.GOAL, "role: owner", "role: other"),
        new Change(Worth.GOAL, "target: head", "target: base"),
        new Change(Worth.GOAL, "target: head", "targets: [head, x@head]"),
        new Change(Worth.GOAL, "tenant: acme", "tenant: umbrella"),
        new Change(Worth.GOAL, "region: eu", "place: eu"),
        new Change(Worth.GOAL, "tenant: acme, region: eu", "region: \"eu, tenant=acme\""),
        new Change(Worth.ATTEMPT, "downgrade: Deny", "downgrade: Allow"),
        new Change(Worth.ATTEMPT, "downgrade: Deny", "downgrade: Deny, approval: Always"),
        new Change(Worth.ATTEMPT, "downgrade: Deny", "downgrade: Deny, lint: Enforce"),
        new Change(Worth.ATTEMPT, "downgrade: Deny", "downgrade: Deny, baseline: a1"),
        new Change(Worth.ATTEMPT, "lockTimeout: 5s", "lockTimeout: 6s"),
        new Change(Worth.ATTEMPT, "statementTimeout: 1m", "statementTimeout: 2m"),
        new Change(Worth.ATTEMPT, "deadline: 1h", "deadline: 2h"),
        new Change(Worth.ATTEMPT, "retries: 2", "retries: 3"),
        new Change(Worth.ATTEMPT, "secretName: db", "secretName: other"),
        new Change(Worth.ATTEMPT, "role: owner", "role: owner\n  tls: {caSecret: ca}"),
        new Change(Worth.ATTEMPT, "imagePullPolicy: Always", "imagePullPolicy: Never"),
        new Change(Worth.ATTEMPT, "{name: r}", "{name: s}"),
        new Change(Worth.ATTEMPT, "team: a", "team: b"),
        new Change(Worth.ATTEMPT, "disk: ssd", "disk: any"),
        new Change(Worth.ATTEMPT, "256Mi", "512Mi"),
        new Change(Worth.ATTEMPT, "value: UTC", "value: CET"),
        new Change(Worth.NOTHING, "tenant: acme, region: eu", "region: eu, tenant: acme"),
        new Change(Worth.NOTHING, "target: head", "targets: [head]"),
        new Change(Worth.NOTHING, "observeInterval: 5m", "observeInterval: 9m"),
        new Change(Worth.NOTHING, "jobHistoryLimit: 3", "jobHistoryLimit: 4"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aSuccessIsRepeatedForAnotherGoalAlone(Change change) {
    assertThat(decision(Runs.succeeded(1, "b2"), change) instanceof Decision.StartJob)
        .isEqualTo(change.worth() == Worth.GOAL);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aFaultOfTheUserIsTriedAgainWhenAnythingChangedThatMayHelp(Change change) {
    var failure = Runs.failed(1, Reason.MigrationFailed, RunStatus.Fault.USER, List.of("b2"));
    assertThat(decision(failure, change) instanceof Decision.StartJob)
        .isEqualTo(change.worth() != Worth.NOTHING);
  }

  @Test
  void aSecretOrTheAnnotationHasAFailureTriedAgainAndNoSuccess() {
    var key = RunKey.of(spec(SPEC), "s1", "", Grants.NONE);
    for (var other :
        List.of(
            RunKey.of(spec(SPEC), "s2", "", Grants.NONE),
            RunKey.of(spec(SPEC), "s1", "x", Grants.NONE))) {
      assertThat(other.goal()).isEqualTo(key.goal());
      assertThat(other.attempt()).isNotEqualTo(key.attempt());
    }
  }

  @Test
  void partsThatAreMovedAreNotTheSame() {
    assertThat(RunKey.hash(List.of("ab", "c"))).isNotEqualTo(RunKey.hash(List.of("a", "bc")));
    assertThat(RunKey.hash(List.of("1:a"))).isNotEqualTo(RunKey.hash(List.of("", "a")));
  }

  @Test
  void whatIsWrittenIsReadBackAndOlderFormsAreNoError() {
    var key = RunKey.of(spec(SPEC), "s1", "", Grants.NONE);
    assertThat(RunKey.parse(key.toString())).isEqualTo(key);
    assertThat(RunKey.parse("")).isEqualTo(new RunKey("", ""));
    assertThat(RunKey.parse("goal")).isEqualTo(new RunKey("goal", ""));
  }

  @Test
  void whatTheApiServerFillsInMakesNoOtherRun() {
    var least =
        """
        database: {url: postgresql://db/shop, credentials: {secretName: db}}
        migrations: {image: "shop:1"}
        target: head
        """;
    var filledIn =
        least.replace("\"shop:1\"", "\"shop:1\", path: /migrations") + "suspend: false\n";
    assertThat(RunKey.of(spec(filledIn), "", "", Grants.NONE).goal())
        .isEqualTo(RunKey.of(spec(least), "", "", Grants.NONE).goal());
  }

  /// After a run for [#SPEC] that ended, with the spec changed.
  private static Decision decision(RunStatus ended, Change change) {
    assertThat(SPEC).contains(change.before());
    var run = withKey(ended, RunKey.of(spec(SPEC), "s1", "", Grants.NONE).toString());
    var observed =
        Observations.some()
            .after(1, 0, run)
            .database(Observations.read("b2"))
            .spec(spec(SPEC.replace(change.before(), change.after())))
            .build();
    return Decider.decide(observed, Ledger.of(observed), Observations.NOW);
  }

  private static RunStatus withKey(RunStatus run, String key) {
    return Serialization.unmarshal(
        Serialization.asYaml(run).replace(run.key(), key), RunStatus.class);
  }

  private static SchemaMigrationSpec spec(String yaml) {
    return Serialization.unmarshal(yaml, SchemaMigrationSpec.class);
  }
}
