package dev.revisor.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "no JSON | no JSON",
        "{broken | {broken",
        "{\"kind\":\"Other\"} | {\"kind\":\"Other\"}",
        "{\"at\":\"2026-11-23T10:15:00.1Z\",\"event\":\"StepStarted\",\"revision\":\"a1\","
            + "\"direction\":\"upgrade\",\"number\":1,\"total\":2}"
            + " | 10:15:00 step 1/2: upgrade a1 …",
        "{\"at\":\"2026-11-23T10:15:01Z\",\"event\":\"StepFinished\",\"revision\":\"a1\","
            + "\"direction\":\"upgrade\",\"number\":1,\"total\":2,\"durationMs\":40}"
            + " | 10:15:01 step 1/2: upgrade a1 (40 ms)",
        "{\"at\":\"2026-11-23T10:15:01Z\",\"event\":\"WaitingForLock\",\"holder\":\"pid 7\"}"
            + " | 10:15:01 waiting for another run to end: pid 7",
        "{\"at\":\"2026-11-23T10:15:01Z\",\"event\":\"Notice\",\"severity\":\"NOTICE\","
            + "\"message\":\"hello\"} | 10:15:01 NOTICE: hello",
        "{\"at\":\"2026-11-23T10:15:01Z\",\"event\":\"Stopping\",\"graceMs\":5000}"
            + " | 10:15:01 stopping: a statement that runs has 5 s to end",
        "{\"at\":\"2026-11-23T10:15:01Z\",\"event\":\"Unheard\",\"message\":\"of\"}"
            + " | 10:15:01 Unheard: of",
        "{\"kind\":\"RunResult\",\"outcome\":\"Succeeded\",\"message\":\"2 steps\"}"
            + " | Succeeded: 2 steps",
      })
  void isForPeople(String line, String shown) {
    assertThat(LogLine.readable(line)).isEqualTo(shown);
  }
}
