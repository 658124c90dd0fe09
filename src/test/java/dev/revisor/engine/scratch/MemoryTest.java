package dev.revisor.engine.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTest {
  @ParameterizedTest
  @CsvSource({
    "8589934592, MemAvailable:   8388608 kB, '', true",
    "8589934592, MemAvailable:   8388608 kB, max, true",
    "8589934592, MemAvailable:   8388608 kB, 9223372036854771712, true",
    "8589934592, MemAvailable:   8388608 kB, 17179869184, false",
    "8589934592, MemAvailable:   8388608 kB, other, false",
    "8589934592, MemAvailable:   8388607 kB, '', false",
    "8589934592, MemFree:        8388608 kB, '', false",
    "  67108864, MemAvailable:   8388608 kB, '', false",
  })
  void isEnoughWhereNobodyMissesIt(long usable, String state, String limit, boolean suffices) {
    var limits = limit.isEmpty() ? List.<String>of() : List.of(limit);
    assertThat(Memory.suffices(usable, "MemTotal: 1 kB\n" + state + "\n", limits))
        .isEqualTo(suffices);
  }
}
