package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.plan.Direction;
import dev.revisor.plan.Source;
import dev.revisor.plan.Step;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Checksum;
import dev.revisor.script.TransactionMode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NumberedStepTest {
  /// A step for each letter: `r` in a transaction, `n` without.
  private static String groups(String modes, RunOptions.Scope scope) {
    var steps = modes.chars().mapToObj(mode -> step(mode == 'n')).toList();
    return NumberedStep.groups(steps, scope).stream()
        .map(
            group ->
                group.stream()
                    .map(step -> Integer.toString(step.number()))
                    .collect(Collectors.joining("+")))
        .collect(Collectors.joining(" "));
  }

  private static Step step(boolean none) {
    return new Step(
        new RevisionId("a"),
        Direction.UPGRADE,
        "",
        List.of(),
        List.of(),
        List.of(),
        none ? TransactionMode.NONE : TransactionMode.REVISION,
        true,
        Source.FILE,
        new Checksum("0".repeat(64)));
  }

  @Test
  void commitsEachRevisionByItself() {
    assertThat(groups("rrnr", RunOptions.Scope.REVISION)).isEqualTo("1 2 3 4");
  }

  @Test
  void commitsARunTogether() {
    assertThat(groups("rrr", RunOptions.Scope.RUN)).isEqualTo("1+2+3");
  }

  @Test
  void commitsBeforeAndAfterARevisionWithoutTransaction() {
    assertThat(
            Stream.of("n", "rn", "nr", "rrnrr", "rnnr", "")
                .map(modes -> groups(modes, RunOptions.Scope.RUN)))
        .containsExactly("1", "1 2", "1 2", "1+2 3 4+5", "1 2 3 4", "");
  }
}
