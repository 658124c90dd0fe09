package dev.revisor.engine.run;

import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.Source;
import dev.revisor.script.ScriptException;
import dev.revisor.script.Statement;
import dev.revisor.script.StatementReader;
import dev.revisor.script.Variables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Gets the next steps ready while the server works at those before them. Only what is simple:
/// steps from files whose statements all go out together with their end. Any other, also one that
/// cannot be read, is left to the one who runs it. While it works, nobody else uses the scripts: it
/// is waited for first.
final class StepAhead implements AutoCloseable {
  /// As many as the buffers of the system hold, see [Flight].
  private static final int MOST_CHARACTERS = 24 * 1024;

  private static final CompletableFuture<List<Ready>> NOTHING =
      CompletableFuture.completedFuture(List.of());

  private final StepScripts scripts;
  private final Variables variables;
  private final LockedSession locked;
  private final StepBatches batches;
  private @Nullable ExecutorService thread;
  private CompletableFuture<List<Ready>> begun = NOTHING;

  StepAhead(StepScripts scripts, Variables variables, LockedSession locked, StepBatches batches) {
    this.scripts = scripts;
    this.variables = variables;
    this.locked = locked;
    this.batches = batches;
  }

  /// A step with a transaction of its own.
  ///
  /// @param next begins its transaction in the message that ends the step
  record Coming(NumberedStep step, Optional<NumberedStep> next) {}

  /// A step that can be sent as it is.
  ///
  /// @param session that it was made for: its end holds what proves the lock
  /// @param statements all of them
  record Ready(
      NumberedStep step, Session session, List<Statement> statements, StepBatches.Ending ending) {

    /// The same where the next one's `COMMIT` waits for the disk.
    Ready notWaiting() {
      return new Ready(step, session, statements, ending.notWaiting());
    }

    private int length() {
      return ending.length()
          + statements.stream().mapToInt(statement -> statement.text().length()).sum();
    }
  }

  /// Begins to get steps ready that follow each other.
  void begin(List<Coming> steps) {
    stop();
    if (steps.isEmpty() || steps.getFirst().step.step().source() != Source.FILE) {
      return;
    }
    if (thread == null) {
      thread =
          Executors.newSingleThreadExecutor(
              Thread.ofPlatform().daemon().name("next-step").factory());
    }
    var session = locked.session();
    begun = CompletableFuture.supplyAsync(() -> ready(steps, session), thread);
  }

  /// What is under way is waited for, and not wanted any more.
  void stop() {
    begun.join();
    begun = NOTHING;
  }

  /// The steps from this one on that are ready, to be sent together. Nothing is under way any more.
  List<Ready> end(NumberedStep first) {
    var ready = begun.join();
    begun = NOTHING;
    var isFor =
        !ready.isEmpty()
            && ready.getFirst().step.equals(first)
            && ready.getFirst().session == locked.session();
    return isFor ? ready : List.of();
  }

  private List<Ready> ready(List<Coming> steps, Session session) {
    var all = new ArrayList<Ready>();
    var characters = 0;
    for (var coming : steps) {
      var ready = ready(coming, session);
      characters += ready.map(Ready::length).orElse(0);
      if (ready.isEmpty() || (characters > MOST_CHARACTERS && !all.isEmpty())) {
        break;
      }
      all.add(ready.get());
    }
    return all;
  }

  private Optional<Ready> ready(Coming coming, Session session) {
    var step = coming.step;
    if (step.step().source() != Source.FILE) {
      return Optional.empty();
    }
    try {
      var script = scripts.of(step.step());
      var flight = flight(script);
      if (flight.isEmpty()
          || flight.get().statements().stream().anyMatch(StepAhead::wouldFindOurs)) {
        return Optional.empty();
      }
      var ending = batches.preparedEnding(step, script, coming.next);
      return flight
          .filter(all -> all.hasRoomFor(ending.length()))
          .map(all -> new Ready(step, session, all.statements(), ending));
    } catch (RevisorException | ScriptException | IOException _) {
      return Optional.empty();
    }
  }

  /// What looks for prepared statements (`pg_prepared_statements`) sees none of ours.
  private static boolean wouldFindOurs(Statement statement) {
    return statement.text().toLowerCase(Locale.ROOT).contains("pg_prepared");
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
