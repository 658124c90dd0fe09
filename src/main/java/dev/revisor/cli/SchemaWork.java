package dev.revisor.cli;

import dev.revisor.engine.catalog.CatalogReader;
import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.Connector;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.desired.DesiredSchema;
import dev.revisor.engine.desired.DesiredText;
import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.engine.environment.SchemaSource;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunResult;
import dev.revisor.engine.run.Executor;
import dev.revisor.engine.run.RunListener;
import dev.revisor.engine.run.RunOptions;
import dev.revisor.engine.run.RunRequest;
import dev.revisor.engine.run.StopSignal;
import dev.revisor.engine.scratch.Roles;
import dev.revisor.engine.scratch.ScratchDatabase;
import dev.revisor.engine.scratch.ScratchServer;
import dev.revisor.plan.PlanResult;
import dev.revisor.plan.Planner;
import dev.revisor.revision.RevisionId;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.Selection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the commands that look at schemas have in common: the desired schema, that of the
/// revisions, that of a live database, all as catalogs.
final class SchemaWork implements AutoCloseable {
  private static final List<String> NOTHING = List.of("nothing");

  private final Session session;
  private final RevisionDirectory revisions;
  private final Selection selection;
  private final ScratchServer server;
  private final ServerVersions versions;
  private final KnownSchemas known;
  private final Roles roles = new Roles();
  private final StopSignal stop = new StopSignal(Duration.ZERO);
  private @Nullable Room left;

  SchemaWork(Session session, RevisionDirectory revisions, Selection selection) {
    this.session = session;
    this.revisions = revisions;
    this.selection = selection;
    this.versions = new ServerVersions(session.console());
    this.server = new ScratchChoice(session, revisions.environment()).open();
    this.known = KnownSchemas.of(session.surroundings(), server, selection);
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

  /// One of which [#nothing] will be asked: the session that it belongs to tells first which server
  /// that is about.
  ScratchDatabase identifiedScratch() {
    known.server();
    return scratch();
  }

  /// One to try something in: what somebody has left, with what is there, or a new one. Whoever
  /// takes it closes it, or leaves it.
  synchronized Room takeRoom() {
    var room = left;
    left = null;
    return room == null ? Room.of(this) : room;
  }

  /// What the room that is taken next will have, as far as that is known before it is made.
  Supplier<Optional<Catalog>> roomAhead() {
    var next = left;
    return () -> next == null ? known.kept(NOTHING) : Optional.of(next.there());
  }

  synchronized void leave(Room room) {
    left = room;
  }

  /// What the configured source wants; kept from an earlier time, or loaded.
  Catalog desired() {
    return switch (source()) {
      case SchemaSource.Url(var url) -> read(other(url));
      default -> {
        var text = text();
        yield known.desired(
            revisions.environment().path().toString(),
            text,
            new EditedSchema(this)::made,
            () -> {
              try (var scratch = scratch()) {
                load(text, scratch);
                return read(scratch.settings());
              }
            });
      }
    };
  }

  /// What is done with a scratch database, and what it has: the desired schema, or nothing where
  /// the source is a database of its own.
  <T> T withDesired(BiFunction<ScratchDatabase, Catalog, T> use) {
    try (var scratch = scratch()) {
      if (!(source() instanceof SchemaSource.Url)) {
        load(text(), scratch);
      }
      return use.apply(scratch, read(scratch.settings()));
    }
  }

  private SchemaSource source() {
    return revisions.environment().configuration().schema().source();
  }

  private ConnectionSettings other(String url) {
    return new ScratchChoice(session, revisions.environment()).server(url);
  }

  private DesiredText text() {
    var problems = new ArrayList<Problem>();
    var desired = new DesiredSchema(revisions.environment());
    var text = desired.read(source(), () -> known.server().majorVersion(), problems);
    require(problems);
    return text;
  }

  private static void load(DesiredText text, ScratchDatabase scratch) {
    try (var connection = scratch.connect()) {
      require(text.load(connection, scratch.company()));
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot close the connection");
    }
  }

  private static void require(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw Failure.of(
          Reason.InvalidConfiguration, "the desired schema cannot be loaded", problems);
    }
  }

  /// What revisions make.
  ///
  /// @param ids what is run in the end
  /// @param routes what the planner is asked for, one after the other
  Catalog made(Collection<RevisionId> ids, List<Route> routes) {
    var scripts = new ScriptFiles(revisions);
    var facts = new ArrayList<String>();
    facts.add(session.versionTable(revisions.environment()).toString());
    facts.add(session.variables().values().toString());
    routes.forEach(route -> facts.add(route.name()));
    for (var id : new TreeSet<>(ids)) {
      facts.add(id.value());
      facts.add(scripts.checksum(id).map(Object::toString).orElse(""));
    }
    return known.catalog(
        facts,
        () -> new Statements(scripts).areRepeatable(ids),
        () -> {
          try (var scratch = migrated(ids, routes)) {
            return read(scratch.settings());
          }
        });
  }

  /// Refuses revisions that would reach beyond a scratch database on a server that others use. On a
  /// server that was started for it, the roles that they name are made before they run.
  ///
  /// @throws Failure ScratchUnavailable, naming file and line
  void requireHarmless(Collection<RevisionId> ids) {
    var statements = new Statements(new ScriptFiles(revisions));
    switch (server.company()) {
      case OTHERS -> statements.requireHarmless(ids);
      case GIVEN -> {}
      case NONE -> statements.each(ids, (_, statement) -> roles.read(statement.text()));
    }
  }

  /// A scratch database in which revisions have run.
  ScratchDatabase migrated(Collection<RevisionId> ids, List<Route> routes) {
    requireHarmless(ids);
    var scratch = scratch();
    try {
      routes.forEach(route -> migrate(scratch, route.plan()));
      return scratch;
    } catch (RuntimeException e) {
      scratch.close();
      throw e;
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

  /// Both sides of a comparison, at once. A pattern that fits nothing on either is told: what is
  /// not looked at is not found to differ.
  Together<Catalog, Catalog> both(Supplier<Catalog> one, Supplier<Catalog> other) {
    var both = Together.of(one, other);
    new Unmatched(selection).seen(both.one()).seen(both.other()).warn(session.console());
    return both;
  }

  /// What a scratch database has before anything is made in it; kept, or read.
  Catalog nothing(Connection scratch) {
    return known.catalog(NOTHING, () -> true, () -> read(scratch));
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
            UUID.randomUUID().toString(),
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
    try (server;
        known;
        var _ = left) {
      stop.end();
    }
  }
}
