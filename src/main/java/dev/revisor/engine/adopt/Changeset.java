package dev.revisor.engine.adopt;

import dev.revisor.script.TransactionMode;
import java.util.List;
import java.util.Optional;

/// A changeset of Liquibase.
///
/// @param path of its changelog, as the table has it or the end of that
/// @param comment what the author says of it; may be empty
/// @param rollback empty where the author wrote none and Liquibase makes none; an empty list is one
///   that does nothing
/// @param noRollback why there is none
record Changeset(
    String id,
    String author,
    String path,
    SourceFile file,
    int line,
    String comment,
    TransactionMode mode,
    List<Piece> sql,
    Optional<List<Piece>> rollback,
    String noRollback) {
  Changeset {
    sql = List.copyOf(sql);
    rollback = rollback.map(List::copyOf);
  }

  /// The same, run only where a precondition holds. Where that passes over it, nobody knows later
  /// whether there is something to undo.
  Changeset onlyWhere(Precondition precondition) {
    var unknown = precondition.skips() && !sql.isEmpty();
    return new Changeset(
        id,
        author,
        path,
        file,
        line,
        comment,
        mode,
        precondition.guard(sql),
        unknown ? Optional.empty() : rollback,
        unknown ? "whether the changeset's precondition held is not known" : noRollback);
  }

  /// SQL from some place of a file.
  ///
  /// @param line where it begins, from 1
  record Piece(String file, int line, String text) {}

  /// As `DATABASECHANGELOG` names it.
  String key() {
    return path + "::" + id + "::" + author;
  }

  /// The file's name and the id, for messages.
  String shown() {
    return file.shown() + ":" + line;
  }
}
