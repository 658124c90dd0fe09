package dev.revisor.cli;

import dev.revisor.engine.activity.ActivityReader;
import dev.revisor.engine.database.Connector;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.lint.LintOptions;
import dev.revisor.lint.Linter;
import dev.revisor.lint.RevisionFacts;
import dev.revisor.revision.RevisionId;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What lint works with: the directory by itself, or with what a database says.
record LintSetup(ScriptFiles scripts, LintOptions options, RevisionFacts facts) {
  RevisionDirectory revisions() {
    return scripts.directory();
  }

  Linter linter() {
    return new Linter(revisions().graph(), new LintScripts(scripts), options, facts);
  }

  /// The directory by itself.
  static LintSetup of(ScriptFiles scripts) {
    var options = scripts.directory().environment().configuration().lint();
    return new LintSetup(scripts, options, RevisionFacts.NONE);
  }

  /// With another server's major version.
  LintSetup withServer(int major) {
    return new LintSetup(scripts, options.withServer(major, options.activity()), facts);
  }

  /// With the server's version and the revisions that it has.
  LintSetup with(DatabaseState state) {
    var changed = ChangedFiles.of(scripts, state);
    var major = state.server().serverVersionNumber() / 10_000;
    return new LintSetup(
        scripts,
        options.withServer(major, options.activity()),
        new RevisionFacts(overtaken(state), Set.copyOf(changed)));
  }

  private Map<RevisionId, RevisionId> overtaken(DatabaseState state) {
    var graph = revisions().graph();
    var applied = state.applied();
    var overtaken = new TreeMap<RevisionId, RevisionId>();
    for (var row : applied.values()) {
      if (graph.contains(row.id())) {
        graph.needs(row.id()).stream()
            .filter(need -> !applied.containsKey(need))
            .filter(need -> !row.parents().contains(need) && !row.dependsOn().contains(need))
            .forEach(need -> overtaken.putIfAbsent(need, row.id()));
      }
    }
    return overtaken;
  }

  /// With all that lint wants to know of a database.
  LintSetup with(DatabaseAccess database) {
    try (var connection = Connector.open(database.settings())) {
      var state =
          new HistoryReader(connection, database.versionTable())
              .read(HistoryReader.Detail.REVISIONS);
      var read = with(state);
      var tables = ActivityReader.read(connection);
      return new LintSetup(
          scripts, read.options.withServer(read.options.serverVersion(), tables), read.facts);
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot close the connection");
    }
  }
}
