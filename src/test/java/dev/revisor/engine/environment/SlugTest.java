package dev.revisor.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {
  @ParameterizedTest(name = "{0} at {1} is {2}")
  @CsvSource({
    "Create asset tables, 40, create_asset_tables",
    "'  Add  (new) column!', 40, add_new_column",
    "Ünïcode ßlug 123 x, 40, ünïcode_ßlug_123_x",
    "snake_case stays, 40, snake_case_stays",
    "'../../etc/passwd', 40, etc_passwd",
    "'a message with many words and then some more it goes on', 40, a_message_with_many_words_and_then_some_",
    "unbreakablewordthatislonger, 10, unbreakabl_",
    "exactly ten, 11, exactly_ten",
    "'½ price ²', 40, ½_price_²",
    "'', 40, ''",
    "'!!!', 40, ''",
  })
  void isMadeAsAlembicMakesIt(String message, int length, String slug) {
    assertThat(Slug.of(message, length)).isEqualTo(slug);
  }

  @org.junit.jupiter.api.Test
  void countsCharactersAndNotUtf16Units() {
    assertThat(Slug.of("𝒜𝒜𝒜𝒜𝒜", 5)).isEqualTo("𝒜𝒜𝒜𝒜𝒜");
    assertThat(Slug.of("𝒜𝒜𝒜𝒜𝒜", 4)).isEqualTo("𝒜𝒜𝒜𝒜_");
  }
}
