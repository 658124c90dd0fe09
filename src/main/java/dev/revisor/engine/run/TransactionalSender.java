package dev.revisor.engine.run;

import dev.revisor.plan.Step;
import dev.revisor.script.CopyData;
import dev.revisor.script.Statement;
import dev.revisor.script.StatementKind;
import dev.revisor.script.StatementReader;
import java.io.IOException;
import java.util.ArrayList;
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
  /// How many statements go out together at most, and how many characters; a longer one goes alone.
  private static final int MOST_STATEMENTS = 100;

  private static final int MOST_CHARACTERS = 16 * 1024;

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
  private final List<Statement> kept = new ArrayList<>();
  private int characters;

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
    var length = statement.text().length();
    if (kept.size() == MOST_STATEMENTS || characters + length > MOST_CHARACTERS) {
      flush();
    }
    kept.add(statement);
    characters += length;
  }

  /// All statements of a section, where each of them may go out together with the others.
  static Optional<List<Statement>> together(StatementReader section) throws IOException {
    var all = new ArrayList<Statement>();
    for (var next = section.next(); next.isPresent(); next = section.next()) {
      if (all.size() == MOST_STATEMENTS || !isSentTogether(next.get())) {
        return Optional.empty();
      }
      all.add(next.get());
    }
    return Optional.of(all);
  }

  /// Whether statements may go out together.
  ///
  /// @param following how many characters are to go out after them
  static boolean fits(List<Statement> statements, int following) {
    var characters = statements.stream().mapToInt(statement -> statement.text().length()).sum();
    return characters + following <= MOST_CHARACTERS;
  }

  /// What is still to be sent.
  ///
  /// @param following how many characters are to go out after it; it is sent where that is too much
  List<Statement> rest(int following) throws StatementException {
    if (characters + following > MOST_CHARACTERS) {
      flush();
    }
    return List.copyOf(kept);
  }

  /// Sends what was kept.
  void flush() throws StatementException {
    if (kept.isEmpty()) {
      return;
    }
    try {
      session.pipeline(kept.stream().map(Statement::text).toList());
    } catch (BatchException e) {
      throw new StatementException(kept.get(Math.min(e.completed(), kept.size() - 1)), e.sql());
    }
    requireTransaction(kept.getLast());
    kept.clear();
    characters = 0;
  }

  private void requireTransaction(Statement last) {
    if (session.transaction() != TransactionState.OPEN) {
      var position = last.position();
      throw StepBatches.endedTransaction(step, script, position.line(), position.column());
    }
  }
}
