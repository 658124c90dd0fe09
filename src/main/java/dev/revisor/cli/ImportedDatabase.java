package dev.revisor.cli;

import dev.revisor.engine.adopt.Adopted;
import dev.revisor.engine.adopt.Applied;
import dev.revisor.engine.adopt.AppliedReader;
import dev.revisor.engine.adopt.Project;
import dev.revisor.engine.database.Connector;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.environment.EnvironmentDirectory;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.plan.AppliedState;
import dev.revisor.plan.World;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The database of a project that is adopted: its version rows are set to what the tool's own table
/// says.
record ImportedDatabase(Session session, DatabaseAccess database) {

  /// The database that options, variables or the only environment name; none where none does.
  static Optional<ImportedDatabase> named(Session session, EnvironmentDirectory directory) {
    return new DatabaseChoice(session.options(), session.surroundings(), directory).isMade()
        ? Optional.of(new ImportedDatabase(session, session.database(directory)))
        : Optional.empty();
  }

  /// Where the database is to be set to.
  ///
  /// @param rows empty where it is left alone
  /// @param note what there is to say of it
  record Look(Session session, List<RevisionId> rows, Optional<String> note) {
    /// Sets it.
    ///
    /// @return the rows
    List<RevisionId> stamp() {
      if (rows.isEmpty()) {
        return rows;
      }
      var targets =
          rows.stream().map(RevisionId::value).map(Targets::parse).map(Target.class::cast).toList();
      var result =
          new Migration(session, "import")
              .result(
                  Migration.Arguments.of(new RunArguments()),
                  (executor, prepared) ->
                      executor.stamp(
                          prepared.request(),
                          state -> Stamps.of(prepared.revisions().graph(), state, targets),
                          prepared.scripts()));
      if (result.outcome() != Outcome.Succeeded && result.outcome() != Outcome.NothingToDo) {
        throw new Failure(
                result.reason(),
                ExitCode.of(result.exitCode()),
                "the files are written, but the version is not set: " + result.message())
            .withHint("run the same command again");
      }
      return rows;
    }
  }

  /// Reads the tool's table and judges it, before anything is written.
  Look look(Import.Choices choices, Project.Read project, RevisionGraph graph) {
    var rows = rows(graph, database.read().appliedState());
    return switch (applied(choices, project)) {
      case Applied.NoTable(var table) ->
          new Look(
              session,
              List.of(),
              Optional.of("the database has no " + table + ": its version is left as it is"));
      case Applied.Refused(var message) -> throw refused(message);
      case Applied.Keys keys ->
          switch (Adopted.of(graph, project.migrations(), keys, rows)) {
            case Adopted.Refused(var message) -> throw refused(message);
            case Adopted.At(var wanted) ->
                new Look(session, wanted.equals(rows) ? List.of() : wanted, Optional.empty());
          };
    };
  }

  private static List<RevisionId> rows(RevisionGraph graph, AppliedState state) {
    return switch (World.join(graph, state)) {
      case World.Joined.Refused(var refusal) -> throw Failure.of(refusal);
      case World.Joined.Ok _ -> state.rows().stream().filter(graph::contains).sorted().toList();
    };
  }

  private Applied applied(Import.Choices choices, Project.Read project) {
    var named = choices.table().or(() -> Optional.of(project.table()).filter(t -> !t.isEmpty()));
    try (var connection = Connector.open(database.settings())) {
      return new AppliedReader(choices.tool(), named).read(connection, project.migrations());
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot close the connection");
    }
  }

  private static Failure refused(String message) {
    return Failure.of(Reason.VersionTableMismatch, message + "; nothing was written");
  }
}
