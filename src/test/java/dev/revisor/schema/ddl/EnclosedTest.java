package dev.revisor.schema.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnclosedTest {
  @Test
  void aCommentIsOneLineWhateverItNames() {
    assertThat(Enclosed.comment("rows of %s and %s go", "\"a\nDROP TABLE t; --\"", "\"b\r\nx\""))
        .isEqualTo("-- rows of \"a DROP TABLE t; --\" and \"b  x\" go");
  }

  @Test
  void aBlockEndsWhereItShould() {
    assertThat(Enclosed.block("BEGIN\nEND")).isEqualTo("DO $revisor$\nBEGIN\nEND $revisor$");
    assertThat(Enclosed.block("BEGIN '$revisor$' '$revisor_$'\nEND"))
        .isEqualTo("DO $revisor__$\nBEGIN '$revisor$' '$revisor_$'\nEND $revisor__$");
  }
}
