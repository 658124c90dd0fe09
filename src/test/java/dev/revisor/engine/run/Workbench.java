package dev.revisor.engine.run;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.Claim;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.Interrupted;
import dev.revisor.engine.result.RunError;
import dev.revisor.engine.result.RunResult;
import dev.revisor.engine.snapshot.SnapshotScope;
import dev.revisor.plan.PlanResult;
import dev.revisor.plan.Planner;
import dev.revisor.revision.Target;
import dev.revisor.script.Variables;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A database, scripts, and the commands that bring them together.
final class Workbench {
  final TestDatabase database;
  final TestScripts scripts = new TestScripts();
  final List<RunEvent> events = new CopyOnWriteArrayList<>();
  VersionTable versionTable = VersionTable.DEFAULT;
  RunOptions options = RunOptions.DEFAULTS;
  Variables variables = Variables.none();
  ConnectionSettings settings;
  Duration grace = Duration.ofMillis(300);

  /// Of the run that began last.
  volatile StopSignal stop = new StopSignal(grace);

  RunListener listener = events::add;
  String runId = "";
  SnapshotOptions.OnDrift onDrift = SnapshotOptions.OnDrift.REPORT;
  Optional<String> acceptedDrift = Optional.empty();
  private Optional<Claim.Wanted> claim = Optional.empty();
  List<String> ignored = List.of();

  Workbench() {
    this(PostgresServer.newDatabase());
  }

  /// Another one on the same database.
  Workbench(TestDatabase database) {
    this.database = database;
    this.settings = ConnectionSettings.of(DatabaseUrl.parse(database.url()));
  }

  RunResult upgrade(String target) {
    return run("upgrade", planner -> planner.upgrade(target(target)));
  }

  RunResult downgrade(String target) {
    return run("downgrade", planner -> planner.downgrade(target(target)));
  }

  RunResult apply(Planner.Backwards backwards, String target) {
    return run("apply", planner -> planner.apply(List.of(target(target)), backwards));
  }

  private static Target target(String text) {
    return switch (Target.parse(text)) {
      case Target.Parsed.Ok(var target) -> target;
      case Target.Parsed.Malformed(var message) -> throw new IllegalArgumentException(message);
    };
  }

  RunResult run(String command, Function<Planner, PlanResult> route) {
    return executor().run(request(command), scripts.planning(variables, route), scripts);
  }

  RunResult stamp(String... targets) {
    var parsed = List.of(targets).stream().map(Workbench::target).toList();
    return executor().stamp(request("stamp"), scripts.stamping(parsed), scripts);
  }

  Executor executor() {
    stop = new StopSignal(grace);
    return new Executor(listener, stop, InstantSource.system());
  }

  Workbench claim(Claim.Wanted wanted) {
    claim = Optional.of(wanted);
    return this;
  }

  RunRequest request(String command) {
    runId = UUID.randomUUID().toString();
    return new RunRequest(
        runId,
        command,
        Optional.of("a test"),
        Optional.of("image:1"),
        settings,
        versionTable,
        variables,
        options,
        Optional.of(
            new SnapshotOptions(
                new SnapshotScope(List.of("public"), ignored), onDrift, acceptedDrift)),
        claim);
  }

  Workbench variables(Map<String, String> values) {
    variables = Variables.of(values);
    return this;
  }

  Workbench lockTimeout(Duration timeout, int retries) {
    options =
        new RunOptions(
            timeout,
            retries,
            options.statementTimeout(),
            options.lockWait(),
            options.grace(),
            options.scope(),
            options.role(),
            options.acceptedChanges());
    return this;
  }

  Workbench lockWait(Duration wait) {
    options =
        new RunOptions(
            options.lockTimeout(),
            options.lockRetries(),
            options.statementTimeout(),
            wait,
            options.grace(),
            options.scope(),
            options.role(),
            options.acceptedChanges());
    return this;
  }

  Workbench scope(RunOptions.Scope scope) {
    options =
        new RunOptions(
            options.lockTimeout(),
            options.lockRetries(),
            options.statementTimeout(),
            options.lockWait(),
            options.grace(),
            scope,
            options.role(),
            options.acceptedChanges());
    return this;
  }

  Workbench role(String role) {
    options =
        new RunOptions(
            options.lockTimeout(),
            options.lockRetries(),
            options.statementTimeout(),
            options.lockWait(),
            options.grace(),
            options.scope(),
            Optional.of(new dev.revisor.engine.database.Identifier(role)),
            options.acceptedChanges());
    return this;
  }

  Workbench accept(String... revisions) {
    options =
        new RunOptions(
            options.lockTimeout(),
            options.lockRetries(),
            options.statementTimeout(),
            options.lockWait(),
            options.grace(),
            options.scope(),
            options.role(),
            Set.copyOf(
                List.of(revisions).stream().map(dev.revisor.revision.RevisionId::new).toList()));
    return this;
  }

  /// The error of a run that has one.
  static RunError error(RunResult result) {
    return Objects.requireNonNull(result.error(), () -> "no error: " + result.message());
  }

  /// The version rows, sorted.
  List<String> rows() {
    return database.list("SELECT version_num FROM " + versionTable.quoted() + " ORDER BY 1");
  }

  /// Whether a run began and has not come to `head`.
  boolean isHalfWay(String head) {
    return hasHistory() && !rows().contains(head);
  }

  /// Whether there are tables of ours.
  boolean hasHistory() {
    var tables =
        database.list(
            "SELECT 1 FROM pg_tables WHERE schemaname = 'revisor' AND tablename = 'version'");
    return !tables.isEmpty();
  }

  /// What broke off half way.
  List<Interrupted> interrupted() {
    try (var connection = database.connect()) {
      return new HistoryReader(connection, versionTable)
          .read(HistoryReader.Detail.ROWS)
          .interrupted();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The ids in the table `revision`, sorted.
  List<String> recorded() {
    return database.list("SELECT id FROM revisor.revision ORDER BY 1");
  }

  /// The names of the tables in the schema public, sorted.
  List<String> tables() {
    return database.list(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            + " AND tablename <> 'alembic_version' ORDER BY 1");
  }
}
