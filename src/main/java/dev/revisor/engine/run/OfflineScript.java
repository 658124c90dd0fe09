package dev.revisor.engine.run;

import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.HistorySql;
import dev.revisor.engine.history.Layout;
import dev.revisor.engine.history.RunKey;
import dev.revisor.engine.history.RunLock;
import dev.revisor.engine.history.Took;
import dev.revisor.engine.result.Reason;
import dev.revisor.plan.Direction;
import dev.revisor.plan.Plan;
import dev.revisor.plan.Stamp;
import dev.revisor.plan.Step;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.ScriptException;
import dev.revisor.script.Statement;
import dev.revisor.script.StatementKind;
import dev.revisor.script.StatementReader;
import dev.revisor.script.TransactionMode;
import dev.revisor.script.Variables;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Writes a plan as a script for psql that leaves what a run leaves: the same tables and rows, the
/// same version rows, and the same history, apart from times. Data are written as they are read, so
/// that a script may be longer than memory.
public final class OfflineScript {
  private static final int BUFFER = 1 << 13;

  private final Order order;
  private final ScriptDirectory scripts;
  private final Appendable out;
  private final HistorySql history;

  /// What is to be written.
  ///
  /// @param command as history will tell it, such as `upgrade`
  public record Order(
      String command,
      VersionTable versionTable,
      Variables variables,
      RunOptions options,
      Plan plan) {}

  public OfflineScript(Order order, ScriptDirectory scripts, Appendable out) {
    this.order = order;
    this.scripts = scripts;
    this.out = out;
    this.history = new HistorySql(order.versionTable());
  }

  /// Writes nothing but a remark where there is nothing to do.
  ///
  /// @throws dev.revisor.engine.result.RevisorException InvalidScript, ChangedScript,
  ///   MissingParameter, before anything is written
  public void write() throws IOException {
    for (var step : order.plan().steps()) {
      StepScripts.check(step, script(step), order.variables());
    }
    remark("For psql; plan " + order.plan().hash());
    if (order.plan().steps().isEmpty()) {
      remark("Nothing to do");
      return;
    }
    layout();
    statements(List.of(history.startRun(start()), "COMMIT"));
    for (var group : NumberedStep.groups(order.plan().steps(), order.options().scope())) {
      if (group.getFirst().step().transaction() == TransactionMode.NONE) {
        withoutTransaction(group.getFirst());
      } else {
        inTransaction(group);
      }
    }
  }

  /// Writes what makes the tables that are missing, and nothing else.
  public void writeLayout() throws IOException {
    remark("For psql; the tables of Revisor, as far as they are missing");
    layout();
    statements(List.of("COMMIT"));
  }

  /// Writes a stamp: the version rows change, and the recorded revisions with them, nothing else.
  ///
  /// @param before what counts as applied before it
  /// @param after what counts as applied after it
  public void write(Stamp stamp, Set<RevisionId> before, Set<RevisionId> after) throws IOException {
    stamp(
        "stamp " + told(stamp.before()) + " -> " + told(stamp.after()),
        stamp,
        before,
        after,
        List.of());
  }

  /// Writes a stamp of a database whose version rows may be anything: they all go first.
  ///
  /// @param applied what counts as applied after it
  public void writePurge(Stamp stamp, Set<RevisionId> applied) throws IOException {
    var text = "stamp --purge -> " + told(stamp.after());
    stamp(text, new Stamp(List.of(), stamp.after()), Set.of(), applied, history.purge());
  }

  private void stamp(
      String title, Stamp stamp, Set<RevisionId> before, Set<RevisionId> after, List<String> first)
      throws IOException {
    remark("For psql; " + title);
    layout();
    var statements = new ArrayList<String>();
    statements.add("SELECT pg_advisory_xact_lock(" + RunLock.of(order.versionTable()).key() + ")");
    statements.add(history.startRun(start()));
    statements.addAll(first);
    statements.addAll(history.versionRows(stamp.rows()));
    for (var gone : new TreeSet<>(before)) {
      if (!after.contains(gone)) {
        statements.add(history.forgetRevision(gone));
      }
    }
    for (var added : new TreeSet<>(after)) {
      if (!before.contains(added)) {
        scripts
            .script(added)
            .map(Records::entry)
            .map(entry -> history.recordRevision(entry, Took.NOTHING, RunKey.OF_PSQL))
            .ifPresent(statements::add);
      }
    }
    statements.add(history.succeedRun(RunKey.OF_PSQL, stamp.after()));
    statements.add("COMMIT");
    statements(statements);
  }

  private HistorySql.RunStart start() {
    return new HistorySql.RunStart(
        RunKey.OF_PSQL,
        order.command(),
        null,
        null,
        order.plan().from(),
        order.plan().target(),
        order.plan().hash(),
        new TreeSet<>(order.plan().parameters().keySet()));
  }

  private void inTransaction(List<NumberedStep> group) throws IOException {
    begin();
    statements(
        List.of("SELECT pg_advisory_xact_lock(" + RunLock.of(order.versionTable()).key() + ")"));
    for (var numbered : group) {
      section(numbered.step());
      statements(List.of("SET CONSTRAINTS ALL IMMEDIATE"));
      record(numbered);
    }
    statements(List.of("COMMIT"));
  }

  private void withoutTransaction(NumberedStep numbered) throws IOException {
    out.append('\n');
    section(numbered.step());
    begin();
    record(numbered);
    statements(List.of("COMMIT"));
  }

  /// The session is what a run's is from the beginning on: its role owns what is made.
  private void layout() throws IOException {
    out.append("\\set ON_ERROR_STOP on\n").append(RunKey.PSQL_SETS).append('\n');
    statements(SessionSettings.offline(order.options()));
    begin();
    for (var text : Layout.offline(order.versionTable())) {
      out.append(text.stripTrailing()).append('\n');
    }
  }

  private void begin() throws IOException {
    out.append("\nBEGIN;\n");
  }

  private void record(NumberedStep numbered) throws IOException {
    var step = numbered.step();
    var statements = new ArrayList<>(SessionSettings.offline(order.options()));
    statements.addAll(history.versionRows(step.rows()));
    statements.addAll(Records.of(history, numbered, script(step), Took.NOTHING, RunKey.OF_PSQL));
    statements(statements);
  }

  private void section(Step step) throws IOException {
    remark("Running " + told(step));
    var script = script(step);
    try (var reader = script.text().open()) {
      var statements = StatementReader.of(reader, script.section(), order.variables());
      for (var next = statements.next(); next.isPresent(); next = statements.next()) {
        statement(next.get());
        if (next.get().kind() == StatementKind.COPY_FROM_STDIN) {
          data(statements.data());
        }
      }
    } catch (ScriptException e) {
      throw Failures.ofScript(Reason.InvalidScript, step, script.file(), e.problems());
    }
  }

  private static String told(List<RevisionId> rows) {
    return rows.isEmpty()
        ? "base"
        : String.join(", ", rows.stream().map(RevisionId::value).toList());
  }

  /// As Alembic tells it.
  private static String told(Step step) {
    var parents = String.join(", ", step.revises().stream().map(RevisionId::value).toList());
    var way =
        step.direction() == Direction.UPGRADE
            ? "upgrade " + parents + " -> " + step.revision()
            : "downgrade " + step.revision() + " -> " + parents;
    return way + ", " + step.message();
  }

  private StepScript script(Step step) {
    return StepScripts.fromFile(step, scripts);
  }

  /// The mark comes on a line of its own where it would be part of a comment.
  private void statement(Statement statement) throws IOException {
    var text = statement.text();
    var lastLine = text.substring(text.lastIndexOf('\n') + 1);
    out.append(text).append(lastLine.contains("--") ? "\n;\n" : ";\n");
  }

  private void data(Reader data) throws IOException {
    var buffer = new char[BUFFER];
    var last = '\n';
    for (var read = data.read(buffer, 0, BUFFER); read >= 0; read = data.read(buffer, 0, BUFFER)) {
      out.append(java.nio.CharBuffer.wrap(buffer, 0, read));
      if (read > 0) {
        last = buffer[read - 1];
      }
    }
    out.append(last == '\n' ? "\\.\n" : "\n\\.\n");
  }

  private void statements(List<String> statements) throws IOException {
    for (var statement : statements) {
      out.append(statement.strip()).append(";\n");
    }
  }

  private void remark(String text) throws IOException {
    out.append("-- ").append(text.replaceAll("\\R", " ")).append('\n');
  }
}
