package dev.revisor.operator;

import static dev.revisor.operator.Observations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.DatabaseSpec;
import dev.revisor.api.PolicySpec;
import dev.revisor.api.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastLookTest {
  private static final DatabaseSpec SHOP = Observations.SPEC.database();
  private static final DatabaseSpec OTHER =
      new DatabaseSpec("postgresql://other/shop", null, SHOP.credentials(), null, null, null);

  private final LastLook look = new LastLook();

  @Test
  void theFirstQuestionBeginsALookAndTheSecondWaitsForIt() {
    assertThat(look.isToBegin(ask(SHOP, "", "1"), NOW)).isTrue();
    assertThat(look.isToBegin(ask(SHOP, "", "1"), NOW)).isFalse();
    assertThat(look.view()).isInstanceOf(DatabaseView.Unseen.class);
  }

  @Test
  void whatWasSeenHoldsForTheInterval() {
    see(ask(SHOP, "", "1"), read(NOW), NOW);
    assertThat(look.isToBegin(ask(SHOP, "", "1"), NOW.plusSeconds(299))).isFalse();
    assertThat(look.isToBegin(ask(SHOP, "", "1"), NOW.plusSeconds(300))).isTrue();
    assertThat(look.view()).isInstanceOf(DatabaseView.Read.class);
  }

  @Test
  void aRunThatEndedMakesItOld() {
    see(ask(SHOP, "", "1"), read(NOW), NOW);
    assertThat(look.isToBegin(ask(SHOP, "job-1", "1"), NOW.plusSeconds(1))).isTrue();
    assertThat(look.view()).isInstanceOf(DatabaseView.Unseen.class);
  }

  @Test
  void aLookThatBeganBeforeTheRunEndedIsDropped() {
    var early = ask(SHOP, "", "1");
    look.isToBegin(early, NOW);
    look.isToBegin(ask(SHOP, "job-1", "1"), NOW.plusSeconds(2));
    look.end(early, read(NOW.plusSeconds(1)));
    assertThat(look.view()).isInstanceOf(DatabaseView.Unseen.class);
    assertThat(look.isToBegin(ask(SHOP, "job-1", "1"), NOW.plusSeconds(3))).isTrue();
  }

  @Test
  void aLookAtAnotherDatabaseIsDropped() {
    var early = ask(SHOP, "", "1");
    look.isToBegin(early, NOW);
    look.isToBegin(ask(OTHER, "", "2"), NOW.plusSeconds(1));
    look.end(early, read(NOW.plusSeconds(2)));
    assertThat(look.view()).isInstanceOf(DatabaseView.Unseen.class);
  }

  @Test
  void aFailureIsRepeatedAtItsTimeOrWhenSomebodyChangedSomething() {
    see(ask(SHOP, "", "1"), failed(NOW), NOW);
    assertThat(look.failures()).isEqualTo(1);
    assertThat(look.isToBegin(ask(SHOP, "", "1"), NOW.plusSeconds(4))).isFalse();
    assertThat(look.isToBegin(ask(SHOP, "", "2"), NOW.plusSeconds(4))).isTrue();
    look.end(ask(SHOP, "", "2"), failed(NOW.plusSeconds(4)));
    assertThat(look.failures()).isEqualTo(2);
    assertThat(look.isToBegin(ask(SHOP, "", "2"), NOW.plusSeconds(9))).isTrue();
    look.end(ask(SHOP, "", "2"), read(NOW.plusSeconds(9)));
    assertThat(look.failures()).isZero();
  }

  @Test
  void othersWaitUntilItsTurnAndThenForALook() {
    var longest = Duration.ofSeconds(15);
    look.isToBegin(ask(SHOP, "", "1"), NOW);
    assertThat(look.isAwaited(longest, NOW.plusSeconds(59))).isTrue();
    assertThat(look.isAwaited(longest, NOW.plusSeconds(60))).isFalse();
    look.begin(NOW.plusSeconds(50));
    assertThat(look.isAwaited(longest, NOW.plusSeconds(64))).isTrue();
    assertThat(look.isAwaited(longest, NOW.plusSeconds(65))).isFalse();
  }

  @Test
  void whatWasReadIsNotReadAgainForANewTarget() {
    see(ask(SHOP, "", "1"), read(NOW), NOW);
    assertThat(look.isToBegin(ask(SHOP, "", "2"), NOW.plusSeconds(1))).isFalse();
  }

  private void see(DatabaseWatch.Question question, DatabaseView view, Instant at) {
    assertThat(look.isToBegin(question, at)).isTrue();
    look.end(question, view);
  }

  private static DatabaseView read(Instant at) {
    return new DatabaseView.Read(Observations.read().state(), new DriftView.Unknown(), "s1", at);
  }

  private static DatabaseView failed(Instant at) {
    return new DatabaseView.Failed(Reason.DatabaseUnreachable, "no", at, at.plusSeconds(5));
  }

  private static DatabaseWatch.Question ask(DatabaseSpec spec, String newestRun, String wish) {
    return new DatabaseWatch.Question(
        Observations.SHOP,
        new DatabaseReader.Place(
            "prod", spec, newestRun, Optional.empty(), PolicySpec.Drift.Report),
        wish,
        Duration.ofMinutes(5),
        Observations.SPEC,
        Optional.empty());
  }
}
