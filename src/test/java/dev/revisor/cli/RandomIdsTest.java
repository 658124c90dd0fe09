package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomIdsTest {
  @Test
  void makesIdsOfVersion4() {
    assertThat(Stream.generate(RandomIds::next).limit(1000))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.version() == 4 && id.variant() == 2);
  }

  @Test
  void usesEveryOtherBit() {
    var ids = Stream.generate(RandomIds::next).limit(200).toList();
    var most = ids.stream().mapToLong(UUID::getMostSignificantBits).reduce(0, (a, b) -> a | b);
    var least = ids.stream().mapToLong(UUID::getLeastSignificantBits).reduce(0, (a, b) -> a | b);
    assertThat(most).isEqualTo(0xFFFF_FFFF_FFFF_4FFFL);
    assertThat(least).isEqualTo(0xBFFF_FFFF_FFFF_FFFFL);
  }
}
