package dev.revisor.engine.run;

import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.Source;
import dev.revisor.script.ScriptException;
import dev.revisor.script.Statement;
import dev.revisor.script.StatementReader;
import dev.revisor.script.Variables;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Gets a step ready while the server works at the one before it. Only what is simple: a step from
/// a file whose statements all go out together with its end. Any other, also one that cannot be
/// read, is left to the one who runs it. While it works, nobody else uses the scripts: it is waited
/// for first.
final class StepAhead implements AutoCloseable {
  private final StepScripts scripts;
  private final Variables variables;
  private final LockedSession locked;
  private final StepBatches batches;
  private @Nullable ExecutorService thread;
  private CompletableFuture<Optional<Ready>> begun =
      CompletableFuture.completedFuture(Optional.empty());

  StepAhead(StepScripts scripts, Variables variables, LockedSession locked, StepBatches batches) {
    this.scripts = scripts;
    this.variables = variables;
    this.locked = locked;
    this.batches = batches;
  }

  /// A step that can be sent as it is.
  ///
  /// @param session that it was made for: its end holds what proves the lock
  /// @param statements all of them
  record Ready(
      NumberedStep step, Session session, List<Statement> statements, StepBatches.Ending ending) {}

  /// Begins to get a step ready that has a transaction of its own.
  ///
  /// @param next begins its transaction in the message that ends the step
  void begin(NumberedStep step, Optional<NumberedStep> next) {
    begun.join();
    if (step.step().source() != Source.FILE) {
      return;
    }
    if (thread == null) {
      thread =
          Executors.newSingleThreadExecutor(
              Thread.ofPlatform().daemon().name("next-step").factory());
    }
    var session = locked.session();
    begun = CompletableFuture.supplyAsync(() -> ready(step, next, session), thread);
  }

  /// The step, where it is ready. Nothing is under way any more.
  Optional<Ready> end(NumberedStep step) {
    var ready = begun.join();
    begun = CompletableFuture.completedFuture(Optional.empty());
    return ready.filter(one -> one.step.equals(step) && one.session == locked.session());
  }

  private Optional<Ready> ready(NumberedStep step, Optional<NumberedStep> next, Session session) {
    try {
      var script = scripts.of(step.step());
      var flight = flight(script);
      if (flight.isEmpty()) {
        return Optional.empty();
      }
      var ending = batches.ending(step, script, next);
      return flight
          .filter(all -> all.hasRoomFor(ending.length()))
          .map(all -> new Ready(step, session, all.statements(), ending));
    } catch (RevisorException | ScriptException | IOException _) {
      return Optional.empty();
    }
  }

  private Optional<Flight> flight(StepScript script) throws IOException {
    try (var reader = script.text().open()) {
      return TransactionalSender.together(StatementReader.of(reader, script.section(), variables));
    }
  }

  @Override
  public void close() {
    begun.join();
    if (thread != null) {
      thread.shutdown();
    }
  }
}
