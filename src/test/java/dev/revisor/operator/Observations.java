package dev.revisor.operator;

import dev.revisor.api.Condition;
import dev.revisor.api.DatabaseSpec;
import dev.revisor.api.MigrationsSpec;
import dev.revisor.api.PolicySpec;
import dev.revisor.api.Reason;
import dev.revisor.api.RunStatus;
import dev.revisor.api.SchemaMigrationSpec;
import dev.revisor.api.SchemaMigrationStatus;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.RunRecord;
import dev.revisor.engine.history.ServerFacts;
import dev.revisor.revision.RevisionId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Observations with defaults: a resource of generation 1 that is not suspended, whose database has
/// been read and is empty, without Jobs or history.
record Observations(
    Observation.Lifecycle lifecycle,
    SchemaMigrationSpec spec,
    SchemaMigrationStatus status,
    List<JobView> jobs,
    DatabaseView database) {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  static final Observation.Identity SHOP =
      new Observation.Identity("prod", "shop", "1f7c6f5e-0000-4000-8000-000000000001");
  static final SchemaMigrationSpec SPEC = spec("shop:1", "head", PolicySpec.Downgrade.Deny, false);

  static Observations some() {
    return new Observations(
        Observation.Lifecycle.LIVING, SPEC, SchemaMigrationStatus.EMPTY, List.of(), read());
  }

  Observation build() {
    return new Observation(
        SHOP,
        1,
        lifecycle,
        spec,
        status,
        Observation.Wishes.NONE,
        jobs,
        database,
        Optional.empty());
  }

  /// The same with something between the resource and its database.
  static Observation against(Observation given, Claims.Rival rival) {
    return new Observation(
        given.identity(),
        given.generation(),
        given.lifecycle(),
        given.spec(),
        given.status(),
        given.wishes(),
        given.jobs(),
        given.database(),
        Optional.of(rival));
  }

  Observations lifecycle(Observation.Lifecycle value) {
    return new Observations(value, spec, status, jobs, database);
  }

  Observations spec(SchemaMigrationSpec value) {
    return new Observations(lifecycle, value, status, jobs, database);
  }

  Observations status(SchemaMigrationStatus value) {
    return new Observations(lifecycle, spec, value, jobs, database);
  }

  Observations jobs(JobView... value) {
    return new Observations(lifecycle, spec, status, List.of(value), database);
  }

  Observations database(DatabaseView value) {
    return new Observations(lifecycle, spec, status, jobs, value);
  }

  /// After runs that ended, the newest first.
  Observations after(RunStatus... runs) {
    return status(status(0, 0, runs));
  }

  /// After runs that ended, with what was counted.
  Observations after(int attempts, int deaths, RunStatus... runs) {
    return status(status(attempts, deaths, runs));
  }

  private static SchemaMigrationStatus status(int attempts, int deaths, RunStatus... runs) {
    return new SchemaMigrationStatus(
        1L,
        null,
        null,
        null,
        null,
        runs.length == 0 ? null : runs[0].run(),
        runs.length == 0 ? null : runs[0].key(),
        null,
        null,
        runs.length == 0 ? null : runs[0],
        List.of(runs),
        attempts,
        deaths,
        null,
        null,
        null,
        List.of());
  }

  static SchemaMigrationSpec spec(
      String image, String target, PolicySpec.Downgrade downgrade, boolean suspend) {
    return new SchemaMigrationSpec(
        new DatabaseSpec(
            "postgresql://db/shop",
            null,
            new DatabaseSpec.Credentials("db", null, null),
            null,
            null,
            null),
        new MigrationsSpec(image, null, null, null),
        target,
        null,
        null,
        new PolicySpec(downgrade, null, null, null, null, null, null, null, null, 2),
        null,
        null,
        suspend,
        null,
        null);
  }

  /// [#SPEC] with these.
  static SchemaMigrationSpec spec(String image, String target, PolicySpec policy, boolean suspend) {
    return new SchemaMigrationSpec(
        SPEC.database(),
        new MigrationsSpec(image, null, null, null),
        target,
        null,
        null,
        policy,
        null,
        null,
        suspend,
        null,
        null);
  }

  /// [#SPEC] with an approval asked for.
  static SchemaMigrationSpec spec(PolicySpec.Approval approval) {
    return spec(new PolicySpec(null, approval, null, null, null, null, null, null, null, 2), null);
  }

  /// The same with the hash of a plan that may run.
  static SchemaMigrationSpec spec(PolicySpec policy, @Nullable String approvedPlan) {
    return new SchemaMigrationSpec(
        SPEC.database(),
        SPEC.migrations(),
        SPEC.target(),
        null,
        null,
        policy,
        approvedPlan,
        null,
        false,
        null,
        null);
  }

  /// The database as read, with these version rows.
  static DatabaseView.Read read(String... rows) {
    return read(Optional.empty(), rows);
  }

  static DatabaseView.Read read(Optional<RunRecord> lastRun, String... rows) {
    return read(lastRun, new DriftView.Unknown(), rows);
  }

  static DatabaseView.Read read(DriftView drift, String... rows) {
    return read(Optional.empty(), drift, rows);
  }

  static DatabaseView.Read read(Optional<RunRecord> lastRun, DriftView drift, String... rows) {
    return new DatabaseView.Read(
        new DatabaseState(
            new ServerFacts(
                Optional.of("7"),
                "shop",
                5,
                "18.1",
                180001,
                ServerFacts.Recovery.PRIMARY,
                Instant.EPOCH,
                "shop"),
            VersionTable.DEFAULT,
            DatabaseState.History.READ,
            ids(rows),
            Map.of(),
            List.of(),
            false,
            lastRun,
            Optional.empty()),
        drift,
        "s1",
        NOW);
  }

  static List<RevisionId> ids(String... rows) {
    return Arrays.stream(rows).map(RevisionId::new).toList();
  }

  static DatabaseView.Failed failed(Reason reason) {
    return new DatabaseView.Failed(reason, "it says no", NOW, NOW.plusSeconds(5));
  }

  /// The key of a run for a spec, with the Secrets as [#read] has them.
  static String key(SchemaMigrationSpec spec) {
    return RunKey.of(spec, "s1", "", Grants.NONE).toString();
  }

  static List<Condition> conditions(Reason reason) {
    return Arrays.stream(Condition.Type.values())
        .map(type -> new Condition(type, Condition.Status.False, 1, NOW.toString(), reason, "m"))
        .toList();
  }
}
