package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.ScriptDraft;
import dev.revisor.script.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes migrations of what Alembic printed.
final class AlembicSections {
  private final AlembicSql statements;
  private final Order order;
  private final List<Problem> problems;
  private final Sections sections;
  private boolean doubled;

  AlembicSections(String table, Order order, List<Problem> problems) {
    this.statements = new AlembicSql(table);
    this.order = order;
    this.problems = problems;
    this.sections = new Sections(problems);
  }

  List<ForeignMigration> migrations(
      RevisionGraph graph, AlembicPrinter.Way up, AlembicPrinter.Way down) {
    var texts = new ArrayList<>(up.sections().values());
    texts.addAll(down.sections().values());
    doubled = AlembicOutput.doublesPercents(texts);
    var migrations = new ArrayList<ForeignMigration>();
    for (var revision : graph.revisions()) {
      var id = revision.id().value();
      var failure = Optional.ofNullable(up.failures().get(id));
      upgrade(revision, up.sections().getOrDefault(id, ""), failure)
          .ifPresent(made -> migrations.add(migration(revision, made, downgrade(revision, down))));
    }
    return migrations;
  }

  private Optional<ScriptDraft.Sql> upgrade(
      Revision revision, String printed, Optional<String> failure) {
    if (failure.isEmpty()) {
      return Optional.of(made(revision, printed).sql());
    }
    var source = revision.origin().path();
    if (order.unreadable() == Order.Unreadable.STUBS) {
      return Optional.of(
          Sections.stub(
              "Alembic cannot print upgrade() of " + source + ": " + line(failure.get())));
    }
    problems.add(
        new Problem(
            source,
            0,
            0,
            "Alembic cannot print its upgrade(): "
                + failure.get()
                + "; it may read the database, which --sql does not have: guard that with"
                + " context.is_offline_mode(), or import it with --stubs to write the SQL later"));
    return Optional.empty();
  }

  private ScriptDraft.Undo downgrade(Revision revision, AlembicPrinter.Way down) {
    var failure = down.failures().get(revision.id().value());
    if (failure != null) {
      return new ScriptDraft.Irreversible("Alembic cannot print its downgrade(): " + line(failure));
    }
    return made(revision, down.sections().getOrDefault(revision.id().value(), "")).sql();
  }

  private Sections.Made made(Revision revision, String printed) {
    var own = statements.own(printed);
    var text = doubled ? own.text().replace("%%", "%") : own.text();
    var mode = own.leavesTransaction() ? TransactionMode.NONE : TransactionMode.REVISION;
    return sections.make(new Sections.Part(revision.origin().path(), text + "\n", 1, mode));
  }

  private static String line(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }

  private static ForeignMigration migration(
      Revision revision, ScriptDraft.Sql upgrade, ScriptDraft.Undo downgrade) {
    return new ForeignMigration(
        revision.id().value(),
        revision.id(),
        line(revision.message()),
        Optional.ofNullable(revision.created()),
        upgrade,
        downgrade,
        new ForeignMigration.Links(
            revision.revises().stream().map(RevisionId::value).toList(),
            revision.labels(),
            revision.dependsOn()),
        revision.origin().path());
  }
}
