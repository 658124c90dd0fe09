package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Trials with a seed, counted. `-Drevisor.kills=N` makes N times as many as usual,
/// `-Drevisor.seed=S` repeats those of a seed.
final class Campaign {
  private static final double FACTOR = Double.parseDouble(System.getProperty("revisor.kills", "1"));
  private static final long SEED = Long.getLong("revisor.seed", 20260101L);

  private final String name;
  private final Random random = new Random(SEED);
  private final List<String> violations = new ArrayList<>();
  private int trials;
  private int halfWay;

  Campaign(String name) {
    this.name = name;
  }

  /// How many trials to make where `usual` are usual.
  static int trials(int usual) {
    return (int) Math.ceil(usual * FACTOR);
  }

  Random random() {
    return random;
  }

  /// A trial was made.
  ///
  /// @param brokeOff whether it broke off with a part of the work done
  void made(String trial, boolean brokeOff, List<String> found) {
    trials++;
    halfWay += brokeOff ? 1 : 0;
    found.forEach(violation -> violations.add(trial + ": " + violation));
  }

  /// Prints the count, and fails where something was not right.
  void end(String more) {
    System.out.printf(
        "%s: %d trials (seed %d), %d broke off half way, %s, %d violations%n",
        name, trials, SEED, halfWay, more, violations.size());
    assertThat(violations).as(name).isEmpty();
    assertThat(halfWay).as("broke off half way").isPositive();
  }
}
