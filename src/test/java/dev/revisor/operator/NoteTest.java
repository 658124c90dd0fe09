package dev.revisor.operator;

import static dev.revisor.operator.Observations.some;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Reason;
import dev.revisor.api.SchemaMigrationStatus;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.ServerFacts;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoteTest {
  private static final Decision READY = new Decision.Nothing();

  @Test
  void aTransitionIsTold() {
    assertThat(Note.of(status(new Decision.AwaitDatabase()), status(READY)))
        .containsExactly(
            new Note(
                "Normal", Reason.Succeeded, "the database is at base: no revision is applied"));
  }

  @Test
  void theSameAgainIsNot() {
    assertThat(Note.of(status(READY), status(READY))).isEmpty();
    assertThat(Note.of(status(retry("once")), status(retry("again")))).isEmpty();
  }

  @Test
  void anotherReasonIs() {
    var refused = new Decision.Refuse(Reason.MigrationFailed, "m");
    assertThat(Note.of(status(retry("m")), status(refused)))
        .containsExactly(new Note("Warning", Reason.MigrationFailed, "m"));
  }

  @Test
  void thatNothingIsKnownIsNotWorthTelling() {
    assertThat(Note.of(SchemaMigrationStatus.EMPTY, status(new Decision.AwaitDatabase())))
        .isEmpty();
  }

  @Test
  void anotherDatabaseIs() {
    var before = status(READY);
    var elsewhere = some().database(other("8")).build();
    var after = StatusReport.of(elsewhere, Ledger.of(elsewhere), READY, Observations.NOW);
    assertThat(Note.of(before, after))
        .containsExactly(
            new Note(
                "Warning",
                Reason.DatabaseChanged,
                "the database was shop of system 7 and is shop of system 8"));
  }

  private static Decision retry(String message) {
    return new Decision.RetryAt(Observations.NOW, Reason.LockTimeout, message);
  }

  private static SchemaMigrationStatus status(Decision decision) {
    var observed = some().build();
    return StatusReport.of(observed, Ledger.of(observed), decision, Observations.NOW);
  }

  /// The database of another system, as read.
  static DatabaseView other(String systemIdentifier, String... rows) {
    var read = Observations.read(rows);
    var state = read.state();
    var server = state.server();
    return new DatabaseView.Read(
        new DatabaseState(
            new ServerFacts(
                Optional.of(systemIdentifier),
                server.databaseName(),
                server.databaseOid(),
                server.serverVersion(),
                server.serverVersionNumber(),
                server.recovery(),
                server.startedAt(),
                server.user()),
            state.versionTable(),
            state.history(),
            state.versionRows(),
            state.applied(),
            state.interrupted(),
            state.snapshotDue(),
            state.lastRun(),
            state.lockHolder()),
        read.drift(),
        read.secrets(),
        read.at());
  }
}
