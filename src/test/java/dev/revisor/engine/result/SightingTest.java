package dev.revisor.engine.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.revisor.revision.RevisionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SightingTest {
  @Test
  void whatIsPrintedIsReadAgain() {
    var seen = sighting(new Sighting.Schema("sha256:" + "a".repeat(64), "table x was dropped"));
    assertThat(Sighting.parse(seen.toJson())).isEqualTo(seen);
    assertThat(Sighting.parse(sighting(null).toJson())).isEqualTo(sighting(null));
  }

  @Test
  void aLongStoryOfDriftFitsATerminationMessage() {
    var drift = new Sighting.Schema("sha256:" + "a".repeat(64), "é".repeat(4000));
    var text = sighting(drift).toJson();
    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(4096);
    assertThat(Sighting.parse(text).schema()).isEqualTo(drift);
  }

  @Test
  void nothingElseIsTakenForOne() {
    for (var text : List.of("", "no JSON", "[]", "{}", "{\"kind\":\"RunResult\"}")) {
      assertThatIllegalArgumentException().isThrownBy(() -> Sighting.parse(text));
    }
  }

  private static Sighting sighting(Sighting.@Nullable Schema schema) {
    return new Sighting(
        List.of(new RevisionId("a1a1")),
        new RunResult.Database("7", "shop", "18.1", "public.alembic_version"),
        16384,
        Instant.parse("2026-01-01T12:00:00.123456Z"),
        schema,
        false);
  }
}
