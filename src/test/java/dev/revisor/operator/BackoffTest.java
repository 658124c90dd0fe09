package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({"1, PT5S", "2, PT10S", "6, PT2M40S", "7, PT5M", "1000000, PT5M"})
  void doublesUpToFiveMinutes(int failures, Duration wait) {
    assertThat(Backoff.after(failures, Backoff.LONGEST)).isEqualTo(wait);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5",
    "4, 5",
    "5, 15",
    "14, 15",
    "15, 35",
    "600, 615",
    "615, 915",
    "86400, 86415",
    "1780000000, 1780000215"
  })
  void countsItsWaitsFromTheBeginning(long now, long next) {
    assertThat(Backoff.next(Instant.EPOCH, Instant.ofEpochSecond(now), Backoff.LONGEST))
        .isEqualTo(Instant.ofEpochSecond(next));
  }

  @ParameterizedTest
  @CsvSource({"1, PT5S", "3, PT20S", "4, PT30S", "1000000, PT30S"})
  void looksAtSecretsAgainWithinHalfAMinute(int failures, Duration wait) {
    assertThat(Backoff.after(failures, Backoff.SHORTER)).isEqualTo(wait);
  }
}
