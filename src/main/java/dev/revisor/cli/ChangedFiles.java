package dev.revisor.cli;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.revision.RevisionId;
import java.util.List;

/// The files that are no longer what was applied: every command that looks at a database says so.
final class ChangedFiles {
  private ChangedFiles() {}

  /// The applied revisions whose files differ, in the order of their ids.
  static List<RevisionId> of(ScriptFiles scripts, DatabaseState state) {
    var graph = scripts.directory().graph();
    return state.applied().values().stream()
        .filter(applied -> graph.contains(applied.id()))
        .filter(
            applied ->
                scripts
                    .checksum(applied.id())
                    .filter(now -> !now.equals(applied.checksum()))
                    .isPresent())
        .map(applied -> applied.id())
        .toList();
  }

  /// Where a command writes nothing that depends on the files.
  static void warn(Session session, Migration.Prepared prepared) {
    var database = session.database(prepared.revisions().environment());
    warn(session.console(), prepared.scripts(), database.read());
  }

  static void warn(Console console, ScriptFiles scripts, DatabaseState state) {
    for (var id : of(scripts, state)) {
      var file = scripts.directory().graph().get(id).origin().path();
      console.warn(file + " is not the file that was applied as revision " + id);
    }
  }
}
