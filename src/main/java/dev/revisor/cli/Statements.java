package dev.revisor.cli;

import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.run.RevisionScript;
import dev.revisor.engine.scratch.Moment;
import dev.revisor.engine.scratch.Reach;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Downgrade;
import dev.revisor.script.ScriptException;
import dev.revisor.script.Section;
import dev.revisor.script.Statement;
import dev.revisor.script.StatementReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The statements of revisions as they are written, looked at before they run in a scratch
/// database.
record Statements(ScriptFiles scripts) {
  /// Of both sections.
  void each(Collection<RevisionId> ids, BiConsumer<RevisionScript, Statement> use) {
    for (var id : ids) {
      scripts
          .script(id)
          .ifPresent(
              script ->
                  sections(script)
                      .forEach(
                          section ->
                              each(script, section, statement -> use.accept(script, statement))));
    }
  }

  private static List<Section> sections(RevisionScript script) {
    var sections = new ArrayList<>(List.of(script.script().upgrade()));
    if (script.script().downgrade() instanceof Downgrade.Sql(var section)) {
      sections.add(section);
    }
    return sections;
  }

  private static void each(RevisionScript script, Section section, Consumer<Statement> use) {
    try (var reader = script.text().open()) {
      var statements = StatementReader.asWritten(reader, section);
      for (var next = statements.next(); next.isPresent(); next = statements.next()) {
        use.accept(next.get());
      }
    } catch (IOException | ScriptException _) {
      // told of when it is run
    }
  }

  /// @throws Failure ScratchUnavailable, when one reaches beyond the database it runs in
  void requireHarmless(Collection<RevisionId> ids) {
    var problems = new ArrayList<Problem>();
    each(
        ids,
        (script, statement) -> {
          var at = statement.position();
          Reach.beyond(statement.text())
              .map(words -> words + " reaches beyond a scratch database")
              .map(message -> new Problem(script.file(), at.line(), at.column(), message))
              .ifPresent(problems::add);
        });
    if (!problems.isEmpty()) {
      throw Failure.of(
              Reason.ScratchUnavailable,
              "the revisions cannot be run in a scratch database beside others",
              problems)
          .withHint(
              "set 'scratch' in revisor.yaml to embedded, or to the URL of a server of its own");
    }
  }

  /// Whether upgrades make the same each time, see [Moment].
  boolean areRepeatable(Collection<RevisionId> ids) {
    var repeatable = new AtomicBoolean(true);
    for (var id : ids) {
      var script = scripts.script(id).orElseThrow();
      each(
          script,
          script.script().upgrade(),
          statement -> {
            if (Moment.decides(statement.text())) {
              repeatable.set(false);
            }
          });
    }
    return repeatable.get();
  }
}
