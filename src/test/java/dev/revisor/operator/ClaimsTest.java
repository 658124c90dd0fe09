package dev.revisor.operator;

import static dev.revisor.operator.Observations.NOW;
import static dev.revisor.operator.Observations.against;
import static dev.revisor.operator.Observations.some;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Reason;
import dev.revisor.api.SchemaMigrationStatus.DatabaseStatus;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.ServerFacts;
import dev.revisor.operator.Claims.Other;
import dev.revisor.operator.Claims.Rival;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final Instant START = NOW.minusSeconds(3600);
  private static final DatabaseView.Read MINE = read("7", "shop", 5, START, NOW, "revisor.version");
  private static final DatabaseView UNSEEN = new DatabaseView.Unseen();
  private static final Observation.Identity OLD =
      new Observation.Identity("prod", "old", "00000000-0000-4000-8000-000000000000");

  @Test
  void aDatabaseBelongsToTheOlderResource() {
    assertOwned(read("7", "shop", 5, START, NOW.minusSeconds(300), "revisor.version"));
  }

  @Test
  void anotherSystemDatabaseOrVersionTableIsAnotherDatabase() {
    assertFree(read("8", "shop", 5, START, NOW, "revisor.version"));
    assertFree(read("7", "other", 6, START, NOW, "revisor.version"));
    assertFree(read("7", "shop", 5, START, NOW, "public.alembic_version"));
  }

  @Test
  void aCopyIsAnotherDatabaseOnceBothWereSeenRunning() {
    var later = START.plusSeconds(600);
    assertFree(read("7", "shop", 5, later, NOW, "revisor.version"));
    assertOwned(
        read("7", "shop", 5, later.minusSeconds(1200), START.minusSeconds(1), "revisor.version"));
  }

  @Test
  void whereNoIdentifierCanBeReadTheStartOfTheServerTells() {
    var mine = read(null, "shop", 5, START, NOW, "revisor.version");
    assertThat(
            rival(mine, List.of(older(null, read(null, "shop", 5, START, NOW, "revisor.version")))))
        .contains(new Rival.Owner(OLD));
    assertThat(
            rival(
                mine,
                List.of(
                    older(
                        null,
                        read(null, "shop", 5, START.plusNanos(1000), NOW, "revisor.version")))))
        .isEmpty();
  }

  @Test
  void whatTheStatusSaysHoldsWhileThereIsNoLook() {
    var recorded = new DatabaseStatus("7", "shop", "18.1", "revisor.version", null);
    for (var seen : List.of(UNSEEN, Observations.failed(Reason.DatabaseUnreachable))) {
      assertThat(rival(MINE, List.of(older(recorded, seen)))).contains(new Rival.Owner(OLD));
    }
    var other = new DatabaseStatus("7", "other", "18.1", "revisor.version", null);
    assertThat(rival(MINE, List.of(older(other, UNSEEN)))).isEmpty();
  }

  @Test
  void oneThatHasNotBeenLookedAtIsWaitedForAsLongAsItsLookIsWorthIt() {
    assertThat(rival(MINE, List.of(older(null, UNSEEN)))).contains(new Rival.Unknown(OLD));
    assertThat(rival(MINE, List.of(new Other(OLD, null, UNSEEN, false)))).isEmpty();
    var failed = Observations.failed(Reason.SecretNotFound);
    assertThat(rival(MINE, List.of(older(null, failed)))).isEmpty();
  }

  @Test
  void onlyAJobWaitsForOneThatHasNotBeenLookedAt() {
    var unknown = new Rival.Unknown(OLD);
    var toDo = against(some().build(), unknown);
    assertThat(Decider.decide(toDo, Ledger.of(toDo), NOW)).isEqualTo(new Decision.AwaitDatabase());
    var done =
        against(
            some().after(Runs.succeeded(3, "b2")).database(Observations.read("b2")).build(),
            unknown);
    assertThat(Decider.decide(done, Ledger.of(done), NOW)).isEqualTo(new Decision.Nothing());
  }

  @Test
  void theOlderOneWaitsForTheJobOfAYoungerOneOnItsDatabase() {
    var same = read("7", "shop", 5, START, NOW, "revisor.version");
    assertThat(Claims.rival(MINE, List.of(), List.of(older(null, same))))
        .contains(new Rival.AtWork(OLD));
    var another = read("7", "other", 6, START, NOW, "revisor.version");
    assertThat(Claims.rival(MINE, List.of(), List.of(older(null, another)))).isEmpty();
  }

  private static Optional<Rival> rival(DatabaseView.Read mine, List<Other> older) {
    return Claims.rival(mine, older, List.of());
  }

  private static void assertOwned(DatabaseView.Read seen) {
    assertThat(rival(MINE, List.of(older(null, seen)))).contains(new Rival.Owner(OLD));
    assertThat(Claims.key(seen)).as("an index finds them").isEqualTo(Claims.key(MINE));
  }

  private static void assertFree(DatabaseView.Read seen) {
    assertThat(rival(MINE, List.of(older(null, seen)))).isEmpty();
  }

  private static Other older(@Nullable DatabaseStatus recorded, DatabaseView seen) {
    return new Other(OLD, recorded, seen, true);
  }

  private static DatabaseView.Read read(
      @Nullable String system, String name, long oid, Instant started, Instant at, String table) {
    var facts =
        new ServerFacts(
            Optional.ofNullable(system),
            name,
            oid,
            "18.1",
            180001,
            ServerFacts.Recovery.PRIMARY,
            started,
            "shop");
    return new DatabaseView.Read(
        new DatabaseState(
            facts,
            VersionTable.parse(table),
            DatabaseState.History.READ,
            List.of(),
            Map.of(),
            List.of(),
            false,
            Optional.empty(),
            Optional.empty()),
        new DriftView.Unknown(),
        "s1",
        at);
  }
}
