package dev.revisor.engine.run;

import dev.revisor.plan.Step;
import dev.revisor.script.Statement;
import java.sql.SQLException;
import org.postgresql.core.TransactionState;

/// Stops a script at a statement that would end, or did end, the transaction it runs in.
final class StaysInTransaction implements ScriptRun.Watch {
  private final Session session;
  private final Step step;
  private final StepScript script;

  StaysInTransaction(Session session, Step step, StepScript script) {
    this.session = session;
    this.step = step;
    this.script = script;
  }

  @Override
  public Verdict before(int ordinal, Statement statement) {
    if (statement.kind().isTransactionBoundary()) {
      throw Failures.boundary(step, script.file(), statement);
    }
    return Verdict.SEND;
  }

  /// The transaction is rolled back as a whole.
  @Override
  public void failed(int ordinal, Statement statement, SQLException failure) {}

  @Override
  public void after(int ordinal, Statement statement) {
    if (session.transaction() != TransactionState.OPEN) {
      var position = statement.position();
      throw StepBatches.endedTransaction(step, script, position.line(), position.column());
    }
  }
}
