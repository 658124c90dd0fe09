package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreatedTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T10:15:00Z",
        "2024-02-29T23:59:59Z",
        "0000-01-01T00:00:00Z",
        "2026-11-23T10:15:00.5Z",
        "2026-11-23T10:15Z",
        "2026-11-23T10:15:00+02:00",
        "+12026-11-23T10:15:00Z",
        "2026-11-23t10:15:00z"
      })
  void readsWhatTheJdkReads(String text) {
    assertThat(CreatedTime.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-23",
        "2025-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T10:60:00Z",
        "2026-11-23 10:15:00Z",
        "2026-11-23T10:15:0aZ"
      })
  void refusesWhatTheJdkRefuses(String text) {
    assertThatExceptionOfType(DateTimeParseException.class)
        .isThrownBy(() -> OffsetDateTime.parse(text));
    assertThatExceptionOfType(DateTimeParseException.class)
        .isThrownBy(() -> CreatedTime.parse(text));
  }
}
