package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/// Many migrations, one after the other, each with a [Fault] at a random moment, and each looked at
/// in the database: `dev/e2e --faults`. Two replicas of the operator run. Every kind of fault comes
/// as often as any other, in an order of the seed's.
@Isolated("its faults are everybody's")
@Tag("campaign")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultCampaignE2E implements Trial.Passwords {
  private static final long SEED = Long.getLong("revisor.seed", 1);
  private static final int TRIALS = Integer.getInteger("revisor.trials", 30);

  /// People watch.
  @SuppressWarnings("SystemOut")
  private static final PrintStream OUT = System.out;

  private final Stage stage = Stage.open("campaign");
  private final Random random = new Random(SEED);
  private int rotations;

  @BeforeAll
  void giveTheOperatorTwoReplicasAndAClock() {
    OperatorClock.install();
  }

  @AfterAll
  void leave() {
    OperatorClock.remove();
    stage.close();
  }

  @Test
  void everyRevisionIsAppliedExactlyOnceWhateverHappens() {
    OUT.printf("faults: %d trials, seed %d%n", TRIALS, SEED);
    var violations = new ArrayList<String>();
    var order = order();
    for (int number = 1; number <= TRIALS; number++) {
      var fault = order.get(number - 1);
      long started = System.nanoTime();
      var found = new Trial(stage, "t" + number, fault, random, this).run();
      found.forEach(one -> violations.add("trial " + fault + ": " + one));
      OUT.printf(
          "trial %d, %3d s: %s: %s%n",
          number,
          (System.nanoTime() - started) / 1_000_000_000,
          fault.what(),
          found.isEmpty() ? "as it should be" : found);
    }
    OUT.printf("faults: %d trials, seed %d, %d violations%n", TRIALS, SEED, violations.size());
    assertThat(violations).isEmpty();
  }

  private List<Fault> order() {
    var order = new ArrayList<Fault>();
    while (order.size() < TRIALS) {
      var all = new ArrayList<>(Arrays.asList(Fault.values()));
      Collections.shuffle(all, random);
      order.addAll(all);
    }
    return order;
  }

  @Override
  public void rotate(Runnable between) {
    var password = "rotated-" + ++rotations;
    Runnable inDatabase =
        () -> stage.sqlOf("postgres", "ALTER ROLE assets PASSWORD '" + password + "'");
    Runnable inSecret = () -> stage.putPassword(password);
    boolean databaseFirst = random.nextBoolean();
    (databaseFirst ? inDatabase : inSecret).run();
    between.run();
    (databaseFirst ? inSecret : inDatabase).run();
  }
}
