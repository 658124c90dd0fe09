package dev.revisor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({"90s, PT1M30S", "1h30m, PT1H30M", "250ms, PT0.25S", "0s, PT0S", "6h, PT6H"})
  void readsUnits(String text, String iso) {
    assertThat(Durations.parse(text)).hasToString(iso);
  }

  @Test
  void refusesWhatHasNone() {
    assertThatThrownBy(() -> Durations.parse("90")).hasMessageContaining("90");
  }
}
