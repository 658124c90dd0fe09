package dev.revisor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.revision.Target;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryRangeTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        ":              | cccc yyyy xxxx bbbb aaaa",
        "bbbb:          | cccc bbbb",
        "bbbb:cccc      | cccc bbbb",
        "net@base:net@head | yyyy xxxx bbbb aaaa",
        "-1:cccc        | cccc bbbb",
        "aaaa:+1        | bbbb aaaa",
        "cccc:aaaa      | INVALID_TARGET",
        "bbbb:current   | cccc bbbb",
        ":bbbb          | bbbb aaaa",
      })
  void bothEndsAreIncluded(String range, String expected) {
    var graph =
        Graphs.graph("aaaa", "aaaa -> bbbb", "bbbb -> cccc", "xxxx #net", "xxxx -> yyyy ^bbbb");
    var ends = range.split(":", 2);
    var result = new HistoryRange(Graphs.world(graph, "cccc")).between(end(ends[0]), end(ends[1]));
    assertThat(
            switch (result) {
              case HistoryRange.Result.Refused(var refusal) -> refusal.kind().name();
              case HistoryRange.Result.Found(var ids) -> String.join(" ", World.texts(ids));
            })
        .isEqualTo(expected);
  }

  private static Optional<Target> end(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Graphs.target(text));
  }
}
