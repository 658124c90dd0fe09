package dev.revisor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// docs/troubleshooting.md is made from the reasons and from what to do about each.
/// `-Dgolden.rewrite=true` writes it.
class TroubleshootingTest {
  private static final Path PAGE = Path.of("docs/troubleshooting.md");
  private static final String HEAD =
      """
      # Troubleshooting, by reason

      The column Reason of `kubectl get sm` has one word; this page says what to do about each. Made from the enum
      `dev.revisor.api.Reason`.

      ```sh
      kubectl -n shop get sm                 # which word
      kubectl -n shop describe sm shop       # the message, and what happened before
      kubectl -n shop logs -l revisor.dev/name=shop --tail=-1     # what the Jobs printed
      ```

      Where the condition Stalled is True, nothing goes on until somebody changes the spec, the image, the Secret
      or the database. `kubectl -n shop annotate sm shop --overwrite revisor.dev/retry="$(date)"` has the same
      thing tried once more. Everything else is tried again by itself; `status.nextAttemptAt` says when.
      """;

  @Test
  void thereIsAWayOutOfEach() throws IOException {
    var remedies = remedies();
    var sections =
        Arrays.stream(Reason.values())
            .map(
                reason -> {
                  var remedy = remedies.getProperty(reason.name());
                  assertThat(remedy).as("a line for %s in remedies.properties", reason).isNotNull();
                  return "\n## " + reason + "\n\n" + reason.sentence() + " " + remedy + "\n";
                })
            .collect(Collectors.joining());
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(PAGE, HEAD + sections);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(HEAD + sections);
  }

  private static Properties remedies() throws IOException {
    var remedies = new Properties();
    try (var text =
        Files.newBufferedReader(
            Path.of("src/test/resources/dev/revisor/api/remedies.properties"))) {
      remedies.load(text);
    }
    return remedies;
  }
}
