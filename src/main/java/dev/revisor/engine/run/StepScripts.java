package dev.revisor.engine.run;

import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.StoredDowngrade;
import dev.revisor.engine.result.Fault;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunError;
import dev.revisor.plan.Direction;
import dev.revisor.plan.Source;
import dev.revisor.plan.Step;
import dev.revisor.script.Downgrade;
import dev.revisor.script.Position;
import dev.revisor.script.ScriptException;
import dev.revisor.script.ScriptProblem;
import dev.revisor.script.Section;
import dev.revisor.script.StatementReader;
import dev.revisor.script.TransactionMode;
import dev.revisor.script.Variables;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/// Finds the scripts of steps, and looks at them before anything runs.
final class StepScripts {
  private final ScriptDirectory directory;
  private final LockedSession locked;
  private final RunRequest request;

  StepScripts(ScriptDirectory directory, LockedSession locked, RunRequest request) {
    this.directory = directory;
    this.locked = locked;
    this.request = request;
  }

  /// @throws RevisorException InvalidScript, ChangedScript, MissingParameter
  void check(List<Step> steps) {
    for (var step : steps) {
      check(step, of(step), request.variables());
    }
  }

  static void check(Step step, StepScript script, Variables variables) {
    if (script.section().mode() == TransactionMode.REVISION) {
      refuse(Reason.InvalidScript, step, script, script.section().refusedInTransaction());
    }
    refuse(Reason.MissingParameter, step, script, script.section().unset(variables));
    refuse(Reason.InvalidScript, step, script, problems(step, script, variables));
  }

  private static void refuse(
      Reason reason, Step step, StepScript script, List<ScriptProblem> problems) {
    if (!problems.isEmpty()) {
      throw Failures.ofScript(reason, step, script.file(), problems);
    }
  }

  /// What the values of the variables make wrong; a file without variables need not be read again.
  private static List<ScriptProblem> problems(Step step, StepScript script, Variables variables) {
    if (step.source() == Source.FILE && script.section().variables().isEmpty()) {
      return List.of();
    }
    try (var reader = script.text().open()) {
      return StatementReader.check(reader, script.section(), variables);
    } catch (ScriptException e) {
      return e.problems();
    } catch (IOException e) {
      throw Failures.during(step, unreadable(script.file(), e));
    }
  }

  /// The script of a step.
  StepScript of(Step step) {
    return step.source() == Source.STORED ? stored(step) : fromFile(step);
  }

  private StepScript fromFile(Step step) {
    return fromFile(step, directory);
  }

  static StepScript fromFile(Step step, ScriptDirectory directory) {
    var found =
        directory
            .script(step.revision())
            .orElseThrow(() -> missing(step, "the file of revision " + step.revision()));
    if (!found.checksum().equals(step.checksum())) {
      throw RevisorException.of(
          Reason.ChangedScript, found.file() + " changed after the plan was made");
    }
    return new StepScript(section(step, found), found.text(), found.file(), found);
  }

  private static Section section(Step step, RevisionScript found) {
    if (step.direction() == Direction.UPGRADE) {
      return found.script().upgrade();
    }
    return switch (found.script().downgrade()) {
      case Downgrade.Sql(var section) -> section;
      case Downgrade.Irreversible _, Downgrade.Missing _ ->
          throw missing(step, "a downgrade section in " + found.file());
    };
  }

  private StepScript stored(Step step) {
    var stored =
        new HistoryReader(locked.session().connection(), request.versionTable())
            .storedDowngrade(step.revision())
            .orElseThrow(
                () -> missing(step, "the stored downgrade of revision " + step.revision()));
    return new StepScript(
        wholeOf(stored), () -> new StringReader(stored.sql()), "stored downgrade", null);
  }

  private static Section wholeOf(StoredDowngrade stored) {
    return new Section(
        stored.mode(),
        Position.START,
        Position.START,
        0,
        stored.sql().length(),
        List.of(),
        List.of(),
        List.of());
  }

  static RevisorException unreadable(String file, IOException cause) {
    return new RevisorException(
        Reason.InvalidScript,
        RunError.of(Fault.USER, "cannot read the file: " + cause.getMessage()).at(file, 0, 0),
        cause);
  }

  private static RevisorException missing(Step step, String what) {
    return Failures.during(step, RevisorException.of(Reason.InvalidScript, "there is not " + what));
  }
}
