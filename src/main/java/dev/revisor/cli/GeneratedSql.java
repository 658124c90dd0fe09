package dev.revisor.cli;

import dev.revisor.engine.environment.NewRevision;
import dev.revisor.lint.BriefLocks;
import dev.revisor.schema.ddl.Stage.Form;
import dev.revisor.script.ScriptReader;
import dev.revisor.script.TransactionMode;
import dev.revisor.script.VariableUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Generated SQL as it stands in a revision file.
final class GeneratedSql {
  private static final String HEAD = "-- revisor:revision a\n-- revisor:upgrade\n";

  private GeneratedSql() {}

  static String upgrade(Autogenerate.Draft draft, List<String> doubts) {
    var notes = new StringBuilder();
    doubts.forEach(
        doubt -> notes.append("-- not proven: ").append(doubt.replaceAll("\\R", " ")).append('\n'));
    return notes + withoutVariables(draft.upgrade());
  }

  static String downgrade(Autogenerate.Draft draft) {
    return withoutVariables(draft.downgrade());
  }

  /// What lint may find in it without a reproach.
  static String allowance(Autogenerate.Draft draft) {
    return BriefLocks.allowance(
        "-- revisor:upgrade%s\n%s\n-- revisor:downgrade%s\n%s"
            .formatted(
                mark(draft.form()),
                withoutVariables(draft.upgrade()),
                mark(draft.downgradeForm()),
                downgrade(draft)));
  }

  private static String mark(Form form) {
    return form == Form.CONCURRENT ? " transaction=none" : "";
  }

  static NewRevision.Modes modes(Autogenerate.Draft draft) {
    return new NewRevision.Modes(mode(draft.form()), mode(draft.downgradeForm()));
  }

  private static TransactionMode mode(Form form) {
    return form == Form.CONCURRENT ? TransactionMode.NONE : TransactionMode.REVISION;
  }

  /// With a backslash before colons that would begin a variable, as those of `a[x:y]`.
  private static String withoutVariables(String sql) {
    if (!(ScriptReader.read(HEAD + sql) instanceof ScriptReader.Result.Valid(var script))) {
      return sql;
    }
    var lines = new ArrayList<>(List.of(sql.split("\n", -1)));
    script.upgrade().variables().stream()
        .map(VariableUse::position)
        .sorted(Comparator.reverseOrder())
        .forEach(
            place -> {
              var at = place.line() - 1 - (int) HEAD.lines().count();
              var line = lines.get(at);
              var column = line.offsetByCodePoints(0, place.column() - 1);
              lines.set(at, line.substring(0, column) + "\\" + line.substring(column));
            });
    return String.join("\n", lines);
  }
}
