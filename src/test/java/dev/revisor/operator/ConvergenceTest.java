package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.revisor.api.PlanStatus;
import dev.revisor.api.PolicySpec;
import dev.revisor.api.PolicySpec.Approval;
import dev.revisor.api.PolicySpec.Downgrade;
import dev.revisor.api.PolicySpec.Drift;
import dev.revisor.api.RunStatus;
import dev.revisor.engine.history.RunRecord;
import dev.revisor.operator.JobView.Cause;
import dev.revisor.operator.SimulatedCluster.Ending;
import dev.revisor.operator.SimulatedOperator.Cut;
import dev.revisor.operator.SimulatedOperator.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random histories: users change the spec, databases and pods come and go, the operator is cut off
/// anywhere and sees old states, plans wait for approvals that come, go or are of others, somebody
/// works on the schema by hand, other resources want the same database, the resource is deleted and
/// made anew, now and then by force while its Job runs. Whatever happened, once it is quiet every
/// resource comes to its target or says in one word why not. [SimulatedCluster] holds what must
/// never happen meanwhile.
class ConvergenceTest {
  private static final int HISTORIES = 3_000;
  private static final int EVENTS = 60;

  /// A minute each: longer than all back-offs and retries together.
  private static final int MOST_PASSES = 120;

  /// Longer than the interval at which the database is looked at.
  private static final int PASSES_AT_REST = 8;

  private static final List<String> IMAGES =
      List.of(
          "revisions:1",
          "revisions:3",
          "revisions:5",
          "revisions:5-broken:4",
          "dies",
          "absent",
          "graphless",
          "refused");
  private static final List<Cut> CUTS = List.of(Cut.values());
  private static final List<String> TARGETS = List.of("head", "head", "base", "r1", "r3", "r9");

  @Test
  void everyHistoryConvergesOrSaysWhyNot() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      new History(seed).play();
    }
  }

  /// One history; the same seed gives the same.
  private static final class History {
    private final Random random;
    private final long seed;
    private final SimulatedDatabase database = new SimulatedDatabase();
    private final SimulatedCluster cluster = new SimulatedCluster(database);
    private final SimulatedOperator operator = new SimulatedOperator(cluster, database);
    private final List<String> events = new ArrayList<>();
    private int incarnations;
    private Instant now = Observations.NOW;
    private Resource resource =
        Resource.of(Observations.spec("revisions:3", "head", Downgrade.Deny, false));

    History(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
    }

    void play() {
      try {
        for (int i = 0; i < EVENTS; i++) {
          event();
        }
        calmDown();
        approveWhatWaits();
        leave();
        comeBack();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + events, e);
      }
    }

    private void event() {
      now = now.plusMillis(random.nextInt(20_000));
      switch (random.nextInt(20)) {
        case 0 -> change();
        case 1 -> cluster.kill(random.nextBoolean() ? Cause.DIED : Cause.POD_GONE, now);
        case 2 -> cluster.loseResults();
        case 3 -> database.setReachable(random.nextInt(3) > 0);
        case 4 -> operator.restart();
        case 5 -> occasionally();
        case 6, 7, 8, 9 -> operator.endLook(now);
        case 10, 11, 12, 13 -> cluster.advance(now);
        case 14, 15 -> operator.refreshCaches();
        default -> pass(CUTS.get(random.nextInt(CUTS.size())));
      }
    }

    private void occasionally() {
      var wishes = resource.wishes();
      switch (random.nextInt(10)) {
        case 0 -> database.setLevel(random.nextInt(5));
        case 1 -> cluster.deleteByHand(random.nextBoolean() ? Ending.STOPPED : Ending.DONE);
        case 2 -> now = now.plus(Duration.ofMinutes(random.nextInt(20)));
        case 3 -> wish(wishes.retry() + "x", wishes.approve(), wishes.acceptDrift());
        case 4, 5 -> wish(wishes.retry(), somePlan(), wishes.acceptDrift());
        case 6 -> database.setDrift(random.nextBoolean() ? Optional.of(hash()) : Optional.empty());
        case 8 -> makeAnew();
        case 7 -> wish(wishes.retry(), wishes.approve(), database.drift().orElseGet(this::hash));
        default -> resource = resource.with(someRival());
      }
    }

    /// Of the same name and spec, and with another uid.
    private void makeAnew() {
      incarnations++;
      events.add("made anew");
      var shop = Observations.SHOP;
      var anew =
          new Observation.Identity(
              shop.namespace(),
              shop.name(),
              "1f7c6f5e-0000-4000-9000-%012d".formatted(incarnations));
      cluster.recreate(anew);
      operator.recreate(anew);
      resource =
          new Resource(
              resource.spec(),
              1,
              resource.wishes(),
              Observation.Lifecycle.LIVING,
              resource.rival());
    }

    /// It is made anew once all is over: nothing of what was is in the way.
    private void comeBack() {
      makeAnew();
      assertEnd(comeToRest());
    }

    private void wish(String retry, String approve, String acceptDrift) {
      resource = resource.with(new Observation.Wishes(retry, approve, acceptDrift, ""));
    }

    /// That of the plan that waits, of another one, or none.
    private String somePlan() {
      return switch (random.nextInt(4)) {
        case 0 -> "";
        case 1 -> hash();
        default -> Optional.ofNullable(operator.stored().plan()).map(PlanStatus::hash).orElse("");
      };
    }

    private String waitingPlan() {
      return Objects.requireNonNull(operator.stored().plan(), "no plan").hash();
    }

    private String hash() {
      return "sha256:%064x".formatted(random.nextInt(3) + 1);
    }

    private Optional<Claims.Rival> someRival() {
      var other = new Observation.Identity("prod", "old", "u0");
      return switch (random.nextInt(4)) {
        case 0 -> Optional.of(new Claims.Rival.Owner(other));
        case 1 -> Optional.of(new Claims.Rival.AtWork(other));
        case 2 -> Optional.of(new Claims.Rival.Unknown(other));
        default -> Optional.empty();
      };
    }

    private void change() {
      var image = IMAGES.get(random.nextInt(IMAGES.size()));
      var target = TARGETS.get(random.nextInt(TARGETS.size()));
      var downgrade = random.nextBoolean() ? Downgrade.Allow : Downgrade.Deny;
      var approval = random.nextInt(3) == 0 ? Approval.Always : Approval.Never;
      var drift = random.nextInt(3) == 0 ? Drift.Block : Drift.Report;
      var policy =
          new PolicySpec(downgrade, approval, null, drift, null, null, null, null, null, 2);
      resource = resource.with(Observations.spec(image, target, policy, random.nextInt(6) == 0));
      events.add(image + "@" + target + " " + downgrade + " " + approval + " " + drift);
    }

    private Decision pass(Cut cut) {
      var decision = operator.pass(resource, now, cut);
      events.add(decision.getClass().getSimpleName() + (cut == Cut.NEVER ? "" : "|" + cut));
      return decision;
    }

    /// Nobody interferes any more, and the database answers.
    private void calmDown() {
      events.add("quiet");
      database.setReachable(true);
      if (resource.rival().filter(Claims.Rival.Owner.class::isInstance).isEmpty()) {
        resource = resource.with(Optional.empty());
      }
      assertEnd(comeToRest());
      assertThat(operator.stored().historyOrEmpty())
          .extracting(RunStatus::run)
          .isSortedAccordingTo(Comparator.reverseOrder())
          .doesNotHaveDuplicates();
      database.lastEnd().filter(run -> operator.hasStarted(run.id())).ifPresent(this::assertTold);
    }

    /// Whatever became of its Job.
    private void assertTold(RunRecord run) {
      assertThat(operator.stored().historyOrEmpty())
          .extracting(RunStatus::job, RunStatus::outcome)
          .contains(tuple(run.id(), run.outcome().orElseThrow().name()));
    }

    private Decision comeToRest() {
      Decision decision = new Decision.AwaitDatabase();
      int atRest = 0;
      for (int i = 0; i < MOST_PASSES && atRest < PASSES_AT_REST; i++) {
        decision = quietPass();
        atRest = isRest(decision) ? atRest + 1 : 0;
      }
      return decision;
    }

    /// A plan that waits runs once it is approved: taken back and given anew, where it was used up.
    private void approveWhatWaits() {
      if (operator.pass(resource, now, Cut.NEVER) instanceof Decision.AwaitApproval) {
        var wishes = resource.wishes();
        wish(wishes.retry(), "", wishes.acceptDrift());
        comeToRest();
        wish(wishes.retry(), waitingPlan(), wishes.acceptDrift());
        var decision = comeToRest();
        assertThat(decision).isNotInstanceOf(Decision.AwaitApproval.class);
        assertEnd(decision);
      }
    }

    private Decision quietPass() {
      now = now.plus(Duration.ofMinutes(1));
      operator.refreshCaches();
      var decision = pass(Cut.NEVER);
      operator.endLook(now);
      cluster.advance(now);
      return decision;
    }

    private static boolean isRest(Decision decision) {
      return switch (decision) {
        case Decision.Nothing _,
            Decision.AwaitApproval _,
            Decision.Refuse _,
            Decision.Suspended _ ->
            true;
        case Decision.StartJob _,
            Decision.AwaitJob _,
            Decision.AwaitStart _,
            Decision.Withdraw _,
            Decision.AwaitDatabase _,
            Decision.RetryAt _,
            Decision.Release _ ->
            false;
      };
    }

    /// The resource is deleted.
    private void leave() {
      resource = resource.leaving();
      Decision decision = new Decision.AwaitDatabase();
      for (int i = 0; i < MOST_PASSES && !(decision instanceof Decision.Release); i++) {
        decision = quietPass();
      }
      assertThat(decision).isInstanceOf(Decision.Release.class);
      assertThat(cluster.hasActive()).isFalse();
    }

    private void assertEnd(Decision decision) {
      new EndOfHistory(resource, database, operator.stored()).check(decision);
    }
  }
}
