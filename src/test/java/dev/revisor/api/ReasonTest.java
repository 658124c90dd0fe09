package dev.revisor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReasonTest {
  private static final Path PAGE = Path.of("docs/reference/reasons.md");

  @Test
  void everyReasonOfARunIsAReasonOfTheApi() {
    var names = Arrays.stream(Reason.values()).map(Reason::name).toList();
    assertThat(dev.revisor.engine.result.Reason.values())
        .allSatisfy(reason -> assertThat(names).contains(reason.name()));
  }

  @Test
  void theReferencePageListsThem() throws IOException {
    var page =
        Arrays.stream(Reason.values())
            .map(reason -> "| `" + reason + "` | " + reason.sentence() + " |\n")
            .collect(
                Collectors.joining(
                    "",
                    """
                    # Reasons

                    The reason of a condition, of an Event, of a run. Made from the enum `dev.revisor.api.Reason`.

                    | reason | means |
                    |---|---|
                    """,
                    ""));
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }
}
