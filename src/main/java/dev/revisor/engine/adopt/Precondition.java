package dev.revisor.engine.adopt;

import dev.revisor.script.ForeignSql;
import dev.revisor.script.Position;
import dev.revisor.script.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What must hold for a changeset to run, and what happens where it does not. A script cannot
/// branch, but a block of PL/pgSQL can.
///
/// @param condition of SQL
/// @param skips whether the changeset then counts as applied without having run (`MARK_RAN`); else
///   the run fails (`HALT`)
record Precondition(String condition, boolean skips) {
  /// Whether there can be a block around such SQL: not where it runs outside a transaction.
  static boolean fits(List<Changeset.Piece> pieces, TransactionMode mode) {
    return mode == TransactionMode.REVISION
        && pieces.stream()
            .map(piece -> ForeignSql.of(piece.text(), new Position(piece.line(), 1)))
            .allMatch(sql -> sql.mode() == TransactionMode.REVISION);
  }

  /// The SQL of a changeset, kept to the condition.
  List<Changeset.Piece> guard(List<Changeset.Piece> pieces) {
    if (pieces.isEmpty()) {
      return pieces;
    }
    if (!skips) {
      var guarded = new ArrayList<>(pieces);
      guarded.addFirst(
          block(
              pieces,
              "IF NOT (%s) THEN\n    RAISE EXCEPTION 'the precondition does not hold';\n  END IF;"
                  .formatted(condition)));
      return guarded;
    }
    var sql = pieces.stream().map(each -> each.text().strip()).collect(Collectors.joining("\n"));
    return List.of(
        block(
            pieces,
            "IF %s THEN\n    EXECUTE %s;\n  END IF;".formatted(condition, quoted("sql", sql))));
  }

  private static Changeset.Piece block(List<Changeset.Piece> pieces, String body) {
    var text = "DO " + quoted("revisor", "BEGIN\n  " + body + "\nEND") + ";\n";
    return new Changeset.Piece(pieces.getFirst().file(), pieces.getFirst().line(), text);
  }

  /// In dollar quotes that do not occur in the text.
  private static String quoted(String word, String text) {
    var tag = "$" + word + "$";
    for (var number = 1; text.contains(tag); number++) {
      tag = "$" + word + number + "$";
    }
    return tag + "\n" + text + "\n" + tag;
  }
}
