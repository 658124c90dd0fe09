package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FootprintTest {
  private static final long MIB = 1 << 20;

  @ParameterizedTest(name = "{0} MiB where {1} were left: {2}")
  @CsvSource({
    "0, 0, false",
    "2, 0, false",
    "3, 0, true",
    "17, 15, false",
    "18, 15, true",
    "71, 64, false",
    "73, 64, true",
    "50, 60, false"
  })
  void collectsWhereMuchIsWon(long used, long left, boolean due) {
    assertThat(Footprint.isDue(used * MIB, left * MIB)).isEqualTo(due);
  }
}
