package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.PolicySpec.Downgrade;
import dev.revisor.api.Reason;
import dev.revisor.operator.JobView.Cause;
import dev.revisor.operator.SimulatedOperator.Cut;
import dev.revisor.operator.SimulatedOperator.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random histories of several resources that want one database: they change, run, break, leave and
/// come anew. No two Jobs are ever at work on it, and once it is quiet the oldest has it.
class RivalsTest {
  private static final int HISTORIES = 300;
  private static final int EVENTS = 100;
  private static final int CONTENDERS = 3;
  private static final int MOST_PASSES = 60;
  private static final List<String> IMAGES = List.of("revisions:1", "revisions:3", "revisions:5");
  private static final List<Cut> CUTS = List.of(Cut.values());

  @Test
  void noTwoAreAtWorkAndTheOldestGetsIt() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      new History(seed).play();
    }
  }

  private static final class History {
    private final Random random;
    private final long seed;
    private final SimulatedDatabase database = new SimulatedDatabase();
    private final List<String> events = new ArrayList<>();

    /// The oldest first.
    private final List<Contender> contenders = new ArrayList<>();

    private int born;
    private Instant now = Observations.NOW;

    private History(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      for (var i = 0; i < CONTENDERS; i++) {
        contenders.add(new Contender());
      }
    }

    private void play() {
      try {
        for (var i = 0; i < EVENTS; i++) {
          now = now.plusMillis(random.nextInt(10_000));
          contenders.get(random.nextInt(CONTENDERS)).event();
          assertThat(contenders.stream().filter(one -> one.cluster.hasActive()))
              .as("at work on the database")
              .hasSizeLessThanOrEqualTo(1);
        }
        calmDown();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + events, e);
      }
    }

    private void calmDown() {
      database.setReachable(true);
      contenders.stream().filter(one -> !one.isLeaving()).forEach(one -> one.change("revisions:3"));
      for (var i = 0; i < MOST_PASSES; i++) {
        now = now.plus(Duration.ofMinutes(1));
        List.copyOf(contenders).forEach(Contender::quietly);
      }
      var first = contenders.getFirst();
      assertThat(first.last).as("the oldest").isInstanceOf(Decision.Nothing.class);
      assertThat(database.level()).isEqualTo(3);
      assertThat(contenders.subList(1, CONTENDERS))
          .extracting(one -> one.last)
          .allSatisfy(
              decision ->
                  assertThat(decision)
                      .isInstanceOfSatisfying(
                          Decision.Refuse.class,
                          refusal ->
                              assertThat(refusal.reason()).isEqualTo(Reason.DatabaseClaimed)));
    }

    /// A resource with its Jobs.
    private final class Contender {
      private final SimulatedCluster cluster = new SimulatedCluster(database);
      private final SimulatedOperator operator = new SimulatedOperator(cluster, database);
      private Observation.Identity identity = Observations.SHOP;
      private Resource resource =
          Resource.of(Observations.spec("revisions:3", "head", Downgrade.Allow, false));
      private Decision last = new Decision.AwaitDatabase();

      private Contender() {
        beBorn();
      }

      private void beBorn() {
        born++;
        identity =
            new Observation.Identity(
                "prod", "shop-" + born, "1f7c6f5e-0000-4000-9000-%012d".formatted(born));
        cluster.recreate(identity);
        operator.recreate(identity);
      }

      private void event() {
        switch (random.nextInt(16)) {
          case 0 -> change(IMAGES.get(random.nextInt(IMAGES.size())));
          case 1 -> cluster.kill(random.nextBoolean() ? Cause.DIED : Cause.POD_GONE, now);
          case 2 -> database.setReachable(random.nextInt(3) > 0);
          case 3 -> operator.restart();
          case 4 -> resource = resource.leaving();
          case 5, 6, 7 -> operator.endLook(now);
          case 8, 9, 10 -> cluster.advance(now);
          case 11 -> operator.refreshCaches();
          default -> pass(CUTS.get(random.nextInt(CUTS.size())));
        }
      }

      private boolean isLeaving() {
        return resource.lifecycle() == Observation.Lifecycle.LEAVING;
      }

      private void change(String image) {
        if (!isLeaving()) {
          resource = resource.with(Observations.spec(image, "head", Downgrade.Allow, false));
        }
      }

      private void pass(Cut cut) {
        last = operator.pass(resource.with(rival()), now, cut);
        events.add(identity.name() + " " + last.getClass().getSimpleName() + "|" + cut);
        if (cut == Cut.NEVER && last instanceof Decision.Release) {
          comeAnew();
        }
      }

      /// It is gone, and another one is there: the youngest.
      private void comeAnew() {
        contenders.remove(this);
        contenders.add(this);
        beBorn();
        resource = Resource.of(Observations.spec("revisions:3", "head", Downgrade.Allow, false));
      }

      /// As [Observer] finds it.
      private Optional<Claims.Rival> rival() {
        var at = contenders.indexOf(this);
        var older = contenders.subList(0, at).stream().map(Contender::asOther).toList();
        var younger =
            contenders.subList(at + 1, CONTENDERS).stream()
                .filter(one -> one.cluster.hasActive())
                .map(Contender::asOther)
                .toList();
        return operator.seen() instanceof DatabaseView.Read mine
            ? Claims.rival(mine, older, younger)
            : Optional.empty();
      }

      private Claims.Other asOther() {
        return new Claims.Other(identity, operator.stored().database(), operator.seen(), true);
      }

      private void quietly() {
        operator.refreshCaches();
        pass(Cut.NEVER);
        operator.endLook(now);
        cluster.advance(now);
      }
    }
  }
}
