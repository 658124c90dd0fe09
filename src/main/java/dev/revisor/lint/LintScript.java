package dev.revisor.lint;

import dev.revisor.lint.sql.Command;
import dev.revisor.script.Allowance;
import dev.revisor.script.Downgrade;
import dev.revisor.script.Position;
import dev.revisor.script.Script;
import dev.revisor.script.Section;
import dev.revisor.script.StatementReader;
import dev.revisor.script.TransactionMode;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A revision file with its statements taken apart, without COPY data.
///
/// @param downgrade empty where there is no such section
/// @param irreversible whether the file says so
/// @param allowances those that hold for the whole file
public record LintScript(
    LintSection upgrade,
    Optional<LintSection> downgrade,
    boolean irreversible,
    List<Allowance> allowances) {

  /// Opens a revision's file at its start.
  public interface Opening {
    Reader open() throws IOException;
  }

  /// The statements between a section mark and the next.
  ///
  /// @param mark where the mark stands
  public record LintSection(
      TransactionMode mode,
      Position mark,
      List<LintStatement> statements,
      List<Allowance> allowances) {
    List<Command> commands() {
      return statements.stream().map(LintStatement::command).toList();
    }
  }

  /// @throws dev.revisor.script.ScriptException when the file is broken
  public static LintScript read(Script script, Opening file) throws IOException {
    var upgrade = section(script.upgrade(), file);
    var downgrade =
        script.downgrade() instanceof Downgrade.Sql(var section)
            ? Optional.of(section(section, file))
            : Optional.<LintSection>empty();
    var irreversible = script.downgrade() instanceof Downgrade.Irreversible;
    return new LintScript(upgrade, downgrade, irreversible, script.allowances());
  }

  /// The upgrade's commands alone, which is what later revisions need.
  ///
  /// @throws dev.revisor.script.ScriptException when the file is broken
  public static List<Command> commands(Script script, Opening file) throws IOException {
    return section(script.upgrade(), file).commands();
  }

  static LintSection section(Section section, Opening file) throws IOException {
    try (var reader = file.open()) {
      var statements = StatementReader.asWritten(reader, section);
      var all = new ArrayList<LintStatement>();
      for (var next = statements.next(); next.isPresent(); next = statements.next()) {
        all.add(new LintStatement(next.get()));
      }
      return new LintSection(section.mode(), section.mark(), all, section.allowances());
    }
  }
}
