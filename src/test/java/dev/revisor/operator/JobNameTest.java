package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class JobNameTest {
  @Test
  void isTheSameForTheSameRunAndAnotherForAnyOther() {
    assertThat(name("shop", "u1", 1)).isEqualTo(name("shop", "u1", 1)).startsWith("shop-");
    var names = new HashSet<String>();
    for (long run = 0; run < 10_000; run++) {
      assertThat(names.add(name("shop", "u1", run))).isTrue();
    }
    assertThat(names.add(name("shop", "u2", 1))).isTrue();
  }

  @Test
  void fitsIntoALabelWhateverTheResourceIsCalled() {
    assertThat(name("a".repeat(253), "u", 1)).hasSizeLessThanOrEqualTo(63);
    assertThat(name("shop.prod.example", "u", 1)).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    assertThat(name("a".repeat(39) + "-b", "u", 1)).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  }

  private static String name(String resource, String uid, long run) {
    return JobName.of(new Observation.Identity("prod", resource, uid), run);
  }
}
