package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /// The longest name of a Job from which the names of its pods can be made.
  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "shop.prod.example", "a.b", "xn--80ak6aa92e", "a-.-b", "x...y"})
  void isALabelOfTheDomainNameSystemWhateverTheResourceIsCalled(String resource) {
    for (var one : List.of(resource, resource + "a".repeat(253 - resource.length()))) {
      assertThat(name(one, "1f7c6f5e-0000-4000-8000-000000000001", Long.MAX_VALUE))
          .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?")
          .hasSizeLessThanOrEqualTo(52);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "."})
  void mayBeCutAnywhere(String mark) {
    for (int length = 1; length <= 45; length++) {
      assertThat(name("a".repeat(length) + mark + "b", "u", 1))
          .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    }
  }

  @Test
  void tellsResourcesApartThatLookAlikeWhenCut() {
    var names =
        Stream.of("a.b", "a-b").map(one -> name(one, "uid of " + one, 1)).distinct().toList();
    assertThat(names).hasSize(2);
  }

  private static String name(String resource, String uid, long run) {
    return JobName.of(new Observation.Identity("prod", resource, uid), run);
  }
}
