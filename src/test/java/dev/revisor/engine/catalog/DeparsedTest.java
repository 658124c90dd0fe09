package dev.revisor.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeparsedTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])) \
          | ((s)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))
          (ARRAY[f(a, b[1]), NULL::x])::pg_catalog."char"[] \
          | ARRAY[(f(a, b[1]))::pg_catalog."char", (NULL::x)::pg_catalog."char"]
          (ARRAY[a])::character varying(10)[] | ARRAY[(a)::character varying(10)]
          (ARRAY[a])::timestamp(3) without time zone[] | ARRAY[(a)::timestamp(3) without time zone]
          (ARRAY[ARRAY['a'::x], ARRAY['b'::x]])::text[] | ARRAY[ARRAY[('a'::x)::text], ARRAY[('b'::x)::text]]
          (ARRAY[f((ARRAY[a])::text[])])::x[] | ARRAY[(f(ARRAY[(a)::text]))::x]
          ARRAY['a'::character varying, b, c + d, f(e)]::text[] \
          | ARRAY['a'::character varying::text, b::text, (c + d)::text, f(e)::text]
          a AND (ARRAY[a])::t[] AND (ARRAY[b])::u[] AND c | a AND ARRAY[(a)::t] AND ARRAY[(b)::u] AND c
          """)
  void aCastOfAnArrayIsOneOfItsElements(String printed, String stable) {
    assertThat(Deparsed.stable(printed)).isEqualTo(stable);
    assertThat(Deparsed.stable(stable)).isEqualTo(stable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ARRAY['a'::text]",
        "ARRAY[]::text[]",
        "(ARRAY[]::character varying[])::text[]",
        "ARRAY[a]::text",
        "(ARRAY[a])::text",
        "(ARRAY[a])[1]",
        "f(ARRAY[a, b])",
        "'(ARRAY[a])::text[]'",
        "$a$ SELECT (ARRAY[a])::text[] $a$",
        "\"(ARRAY[a])::text[]\"",
        "(ARRAY[a",
        "(ARRAY[a])::",
        "(ARRAY["
      })
  void theRestStays(String printed) {
    assertThat(Deparsed.stable(printed)).isEqualTo(printed);
  }
}
