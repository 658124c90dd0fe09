package dev.revisor.cli;

import dev.revisor.engine.database.Connector;
import dev.revisor.lint.LintScript;
import dev.revisor.lint.Loss;
import dev.revisor.plan.Direction;
import dev.revisor.plan.Source;
import dev.revisor.plan.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the backwards steps of a plan take away, as far as their scripts say.
///
/// @param counted the database whose rows are counted; empty where none are
record StepLosses(
    ScriptFiles scripts, Optional<DatabaseAccess> database, Optional<DatabaseAccess> counted) {
  /// A loss, and of how many rows.
  ///
  /// @param rows empty where nobody asked, or the table is not there now
  record Counted(Loss loss, OptionalLong rows) {
    String described() {
      return loss.what()
          + (rows.isEmpty()
              ? ""
              : rows.getAsLong() == 1 ? " (1 row)" : " (%,d rows)".formatted(rows.getAsLong()));
    }
  }

  List<Counted> of(Step step) {
    if (step.direction() == Direction.UPGRADE) {
      return List.of();
    }
    var script = step.source() == Source.STORED ? stored(step) : file(step);
    return count(script.map(Loss::ofDowngrade).orElse(List.of()));
  }

  private Optional<LintScript> file(Step step) {
    var found = scripts.script(step.revision());
    try {
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(
              LintScript.read(
                  found.get().script(), () -> scripts.directory().open(step.revision())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<LintScript> stored(Step step) {
    return database.flatMap(access -> access.storedDowngrade(step)).flatMap(StoredScript::read);
  }

  /// Each in a transaction of its own: a table that only the steps before make is not there.
  private List<Counted> count(List<Loss> losses) {
    var all = new ArrayList<Counted>();
    if (counted.isEmpty()) {
      losses.forEach(loss -> all.add(new Counted(loss, OptionalLong.empty())));
      return all;
    }
    try (var connection = Connector.open(counted.get().settings());
        var statement = connection.createStatement()) {
      for (var loss : losses) {
        var rows = OptionalLong.empty();
        if (loss.countSql().isPresent()) {
          try (var result = statement.executeQuery(loss.countSql().get())) {
            rows = result.next() ? OptionalLong.of(result.getLong(1)) : rows;
          } catch (SQLException _) {
            // not there, or not to be read: it is not counted
          }
        }
        all.add(new Counted(loss, rows));
      }
    } catch (SQLException e) {
      throw dev.revisor.engine.database.SqlStates.toException(e, "cannot count rows");
    }
    return all;
  }
}
