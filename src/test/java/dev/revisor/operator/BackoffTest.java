package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({"1, PT5S", "2, PT10S", "6, PT2M40S", "7, PT5M", "1000000, PT5M"})
  void doublesUpToFiveMinutes(int failures, Duration wait) {
    assertThat(Backoff.after(failures, Backoff.LONGEST)).isEqualTo(wait);
  }

  @ParameterizedTest
  @CsvSource({"1, PT5S", "3, PT20S", "4, PT30S", "1000000, PT30S"})
  void looksAtSecretsAgainWithinHalfAMinute(int failures, Duration wait) {
    assertThat(Backoff.after(failures, Backoff.SHORTER)).isEqualTo(wait);
  }
}
