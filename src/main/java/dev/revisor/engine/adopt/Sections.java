package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.ForeignSql;
import dev.revisor.script.Position;
import dev.revisor.script.ScriptDraft;
import dev.revisor.script.TransactionMode;
import java.util.List;

/// Makes sections of what a tool's files hold.
final class Sections {
  private final Placeholders placeholders;
  private final List<Problem> problems;

  Sections(Placeholders placeholders, List<Problem> problems) {
    this.placeholders = placeholders;
    this.problems = problems;
  }

  /// Without placeholders.
  Sections(List<Problem> problems) {
    this(
        new Placeholders(
            "\uE000", "\uE001", java.util.Map.of(), Placeholders.Unknown.REFUSED, problems),
        problems);
  }

  /// A stretch of a file.
  ///
  /// @param line where it begins, from 1
  /// @param mode what the file asks for; statements may need another one
  record Part(String file, String text, int line, TransactionMode mode) {}

  /// A section, and how many statements it has.
  record Made(ScriptDraft.Sql sql, int statements) {}

  Made make(Part part) {
    var foreign = ForeignSql.of(part.text(), new Position(part.line(), 1));
    foreign.problems().stream()
        .map(each -> new Problem(part.file(), each.line(), each.column(), each.message()))
        .forEach(problems::add);
    var text = placeholders.replace(part.file(), foreign.text(), part.line());
    var mode = part.mode() == TransactionMode.NONE ? TransactionMode.NONE : foreign.mode();
    return new Made(new ScriptDraft.Sql(mode, text), foreign.statements());
  }

  /// The way back; there is none where nothing stands for it although the way forth does something.
  ///
  /// @param reason why there is none
  static ScriptDraft.Undo undo(Made upgrade, Made downgrade, String reason) {
    return downgrade.statements() == 0 && upgrade.statements() > 0
        ? new ScriptDraft.Irreversible(reason)
        : downgrade.sql();
  }

  /// A section that fails when it is run, and says why.
  static ScriptDraft.Sql stub(String why) {
    var text =
        "-- %s\n-- Write its SQL in place of the next line.\nDO $stub$ BEGIN RAISE EXCEPTION '%s'; END $stub$;"
            .formatted(why, why.replace("'", "''").replace("%", "%%"));
    return new ScriptDraft.Sql(TransactionMode.REVISION, text);
  }
}
