package dev.revisor.engine.run;

import dev.revisor.plan.Step;
import dev.revisor.script.CopyData;
import dev.revisor.script.Statement;
import dev.revisor.script.StatementKind;
import dev.revisor.script.StatementReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.postgresql.core.TransactionState;

/// Sends the statements of a section that runs in a transaction. Those that change schema and rows
/// go out together, so that the server need not wait between them; what may bear on how others are
/// understood, or on the transaction, goes alone. The last of them are kept, to go out with what
/// ends the step. Stops at a statement that would end, or did end, the transaction.
final class TransactionalSender implements ScriptRun.Sender {
  private static final Set<String> SENT_TOGETHER =
      Set.of(
          "ALTER",
          "COMMENT",
          "CREATE",
          "DELETE",
          "DROP",
          "GRANT",
          "INSERT",
          "REVOKE",
          "TRUNCATE",
          "UPDATE");

  private final Session session;
  private final Step step;
  private final StepScript script;
  private Flight kept = new Flight();

  TransactionalSender(Session session, Step step, StepScript script) {
    this.session = session;
    this.step = step;
    this.script = script;
  }

  @Override
  public void send(int ordinal, Statement statement, Supplier<CopyData> data)
      throws StatementException, IOException {
    if (statement.kind().isTransactionBoundary()) {
      throw Failures.boundary(step, script.file(), statement);
    }
    if (isSentTogether(statement)) {
      keep(statement);
      return;
    }
    flush();
    ScriptRun.sendAlone(session, statement, data);
    requireTransaction(statement);
  }

  private static boolean isSentTogether(Statement statement) {
    return statement.kind() == StatementKind.ORDINARY
        && SENT_TOGETHER.contains(firstWord(statement.text()));
  }

  private static String firstWord(String text) {
    var end = 0;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end).toUpperCase(Locale.ROOT);
  }

  private void keep(Statement statement) throws StatementException {
    if (!kept.hasRoomFor(statement)) {
      flush();
    }
    kept.add(statement);
  }

  /// All statements of a section, where one flight takes them.
  static Optional<Flight> together(StatementReader section) throws IOException {
    var all = new Flight();
    for (var next = section.next(); next.isPresent(); next = section.next()) {
      if (!isSentTogether(next.get()) || !all.hasRoomFor(next.get())) {
        return Optional.empty();
      }
      all.add(next.get());
    }
    return Optional.of(all);
  }

  /// What is still to be sent.
  ///
  /// @param following how many characters are to go out after it; it is sent where that is too much
  List<Statement> rest(int following) throws StatementException {
    if (!kept.hasRoomFor(following)) {
      flush();
    }
    return kept.statements();
  }

  /// Sends what was kept.
  void flush() throws StatementException {
    if (kept.isEmpty()) {
      return;
    }
    var sent = kept.statements();
    try {
      session.pipeline(sent.stream().map(Statement::text).toList());
    } catch (BatchException e) {
      throw new StatementException(sent.get(Math.min(e.completed(), sent.size() - 1)), e.sql());
    }
    requireTransaction(sent.getLast());
    kept = new Flight();
  }

  private void requireTransaction(Statement last) {
    if (session.transaction() != TransactionState.OPEN) {
      var position = last.position();
      throw StepBatches.endedTransaction(step, script, position.line(), position.column());
    }
  }
}
