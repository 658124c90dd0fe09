package dev.revisor.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "0s, PT0S",
    "5s, PT5S",
    "1min, PT1M",
    "1m, PT1M",
    "500ms, PT0.5S",
    "2h, PT2H",
    "1d, PT24H",
    "1m30s, PT1M30S",
    "6h0m0s, PT6H",
    "' 5S ', PT5S",
    "24d, PT576H"
  })
  void readsPostgresAndGoForms(String text, Duration duration) {
    assertThat(DurationText.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "-5s", "5 s", "s", "five", "5s5", "PT5S", "1.5s", "25d", "9999999999s"})
  void refusesEverythingElse(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5s", "1500ms", "90s"})
  void printsWhatItReads(String text) {
    assertThat(DurationText.parse(text).map(DurationText::print)).contains(text);
  }
}
