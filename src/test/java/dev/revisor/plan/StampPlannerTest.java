package dev.revisor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampPlannerTest {
  private static final dev.revisor.revision.RevisionGraph GRAPH =
      Graphs.graph("aaaa", "aaaa -> bbbb", "aaaa -> cccc", "bbbb,cccc -> dddd", "xxxx #net");

  @ParameterizedTest(name = "at [{0}] stamp {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "          | dddd      | dddd",
        "dddd      | aaaa      | aaaa",
        "aaaa,xxxx | dddd      | dddd,xxxx",
        "dddd,xxxx | bbbb cccc | bbbb,cccc,xxxx",
        "dddd      | aaaa bbbb | bbbb",
        "dddd,xxxx | net@base  | dddd",
        "dddd,xxxx | base      | ''",
        "          | heads     | dddd,xxxx",
      })
  void setsTheRowsOfTheSameLines(String rows, String targets, String expected) {
    var world = Graphs.world(GRAPH, rows == null ? new String[0] : rows.split(","));
    var result =
        new StampPlanner(world)
            .stamp(Arrays.stream(targets.split(" ")).map(Graphs::target).toList());
    assertThat(after(result)).isEqualTo(expected);
  }

  @Test
  void purgeForgetsRowsThatNobodyKnows() {
    var result = StampPlanner.purge(GRAPH, Graphs.ids("unknown"), List.of(Graphs.target("bbbb")));
    assertThat(after(result)).isEqualTo("bbbb");
  }

  private static String after(StampPlanner.Result result) {
    return switch (result) {
      case StampPlanner.Result.Refused(var refusal) -> refusal.message();
      case StampPlanner.Result.Planned(var stamp) -> String.join(",", World.texts(stamp.after()));
    };
  }
}
