package dev.revisor.cli;

import dev.revisor.engine.catalog.CatalogReader;
import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.Connector;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.desired.DesiredSchema;
import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.engine.environment.SchemaSource;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunResult;
import dev.revisor.engine.run.Executor;
import dev.revisor.engine.run.RevisionScript;
import dev.revisor.engine.run.RunListener;
import dev.revisor.engine.run.RunOptions;
import dev.revisor.engine.run.RunRequest;
import dev.revisor.engine.run.StopSignal;
import dev.revisor.engine.scratch.Reach;
import dev.revisor.engine.scratch.Roles;
import dev.revisor.engine.scratch.ScratchDatabase;
import dev.revisor.engine.scratch.ScratchServer;
import dev.revisor.plan.PlanResult;
import dev.revisor.plan.Planner;
import dev.revisor.revision.RevisionId;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.Selection;
import dev.revisor.script.Downgrade;
import dev.revisor.script.ScriptException;
import dev.revisor.script.Statement;
import dev.revisor.script.StatementReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// What the commands that look at schemas have in common: the desired schema, that of the
/// revisions, that of a live database, all as catalogs.
final class SchemaWork implements AutoCloseable {
  private final Session session;
  private final RevisionDirectory revisions;
  private final Selection selection;
  private final ScratchServer server;
  private final ServerVersions versions;
  private final Roles roles = new Roles();
  private final StopSignal stop = new StopSignal(Duration.ZERO);

  SchemaWork(Session session, RevisionDirectory revisions, Selection selection) {
    this.session = session;
    this.revisions = revisions;
    this.selection = selection;
    this.versions = new ServerVersions(session.console());
    this.server = new ScratchChoice(session, revisions.environment()).open();
    session.surroundings().interrupts().accept(stop);
  }

  Selection selection() {
    return selection;
  }

  ScratchDatabase scratch() {
    var scratch = server.create();
    versions.ofScratch(scratch);
    return scratch;
  }

  /// What the configured source wants.
  Catalog desired() {
    return withDesired((_, desired) -> desired);
  }

  /// What is done with the desired schema, and the scratch database that has it. Where the source
  /// is a database of its own, the scratch is empty.
  <T> T withDesired(BiFunction<ScratchDatabase, Catalog, T> use) {
    var source = revisions.environment().configuration().schema().source();
    try (var scratch = scratch()) {
      if (source instanceof SchemaSource.Url(var url)) {
        var other = new ScratchChoice(session, revisions.environment()).server(url);
        return use.apply(scratch, read(other));
      }
      load(source, scratch);
      return use.apply(scratch, read(scratch.settings()));
    }
  }

  private void load(SchemaSource source, ScratchDatabase scratch) {
    try (var connection = scratch.connect()) {
      var desired = new DesiredSchema(revisions.environment());
      var problems = desired.load(source, connection, scratch.company());
      if (!problems.isEmpty()) {
        throw Failure.of(
            Reason.InvalidConfiguration, "the desired schema cannot be loaded", problems);
      }
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot close the connection");
    }
  }

  /// The schema of a database.
  Catalog read(ConnectionSettings database) {
    try (var connection = Connector.open(database)) {
      versions.look(database, connection.getMetaData().getDatabaseMajorVersion());
      return CatalogReader.read(connection, selection);
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot close the connection");
    }
  }

  Catalog read(Connection connection) {
    return CatalogReader.read(connection, selection);
  }

  /// Runs revisions in a scratch database.
  ///
  /// @param route what the planner is asked for
  /// @throws Failure with what a script met
  void migrate(ScratchDatabase scratch, Function<Planner, PlanResult> route) {
    var scripts = new ScriptFiles(revisions);
    var request =
        new RunRequest(
            session.surroundings().ids().get().toString(),
            "rehearse",
            Optional.empty(),
            Optional.empty(),
            scratch.settings(),
            session.versionTable(revisions.environment()),
            session.variables(),
            RunOptions.DEFAULTS,
            Optional.empty(),
            Optional.empty());
    provideRoles(scratch);
    var executor = new Executor(RunListener.none(), stop, session.surroundings().clock());
    var planning = new TargetPlanning(scripts, session.variables(), route);
    require(executor.run(request, planning, scripts));
  }

  private static void require(RunResult result) {
    if (result.outcome() == Outcome.Succeeded || result.outcome() == Outcome.NothingToDo) {
      return;
    }
    var error = result.error();
    throw error == null
        ? Failure.of(result.reason(), result.message())
        : Failure.of(new RevisorException(result.reason(), error));
  }

  /// Whether databases that matter live where the scratch ones are made.
  boolean isShared() {
    return server.isShared();
  }

  /// Refuses revisions that would reach beyond a scratch database on a server that others use. On a
  /// server that was started for it, the roles that they name are made before they run.
  ///
  /// @throws Failure ScratchUnavailable, naming file and line
  void requireHarmless(Iterable<RevisionId> ids) {
    var problems = new ArrayList<Problem>();
    var scripts = new ScriptFiles(revisions);
    for (var id : ids) {
      scripts.script(id).ifPresent(script -> look(script, problems));
    }
    if (!problems.isEmpty()) {
      throw Failure.of(
              Reason.ScratchUnavailable,
              "the revisions cannot be run in a scratch database beside others",
              problems)
          .withHint(
              "set 'scratch' in revisor.yaml to embedded, or to the URL of a server of its own");
    }
  }

  private void look(RevisionScript script, List<Problem> problems) {
    switch (server.company()) {
      case OTHERS ->
          eachStatement(
              script,
              statement -> {
                var at = statement.position();
                Reach.beyond(statement.text())
                    .map(words -> words + " reaches beyond a scratch database")
                    .map(message -> new Problem(script.file(), at.line(), at.column(), message))
                    .ifPresent(problems::add);
              });
      case GIVEN -> {}
      case NONE -> eachStatement(script, statement -> roles.read(statement.text()));
    }
  }

  private static void eachStatement(RevisionScript script, Consumer<Statement> use) {
    var sections = new ArrayList<>(List.of(script.script().upgrade()));
    if (script.script().downgrade() instanceof Downgrade.Sql(var section)) {
      sections.add(section);
    }
    for (var section : sections) {
      try (var reader = script.text().open()) {
        var statements = StatementReader.asWritten(reader, section);
        for (var next = statements.next(); next.isPresent(); next = statements.next()) {
          use.accept(next.get());
        }
      } catch (IOException | ScriptException _) {
        // told of when it is run
      }
    }
  }

  private void provideRoles(ScratchDatabase scratch) {
    if (!roles.missing().isEmpty()) {
      try (var connection = scratch.connect()) {
        roles.provide(connection);
      } catch (SQLException e) {
        throw SqlStates.toException(e, "cannot close the connection");
      }
    }
  }

  @Override
  public void close() {
    stop.end();
    server.close();
  }
}
