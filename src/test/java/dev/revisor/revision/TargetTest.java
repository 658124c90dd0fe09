package dev.revisor.revision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @CsvSource({
    "head, Head", "heads, Heads", "base, Base", "current, Current",
    "1975ea83b712, Named", "shop, Named", "shop@head, Head", "shop@heads, Heads",
    "shop@base, Base", "shop@1975, Named", "+1, Relative", "-12, Relative",
    "1975+2, Relative", "1975-2, Relative", "head-1, Relative", "shop@+1, Relative",
    "shop@-1, Relative", "shop@1975-1, Relative", "1975@head, Head"
  })
  void readsTheWholeGrammarAndGivesTheTextBack(String text, String kind) {
    assertThat(Target.parse(text))
        .isInstanceOfSatisfying(
            Target.Parsed.Ok.class,
            ok -> {
              assertThat(ok.target().getClass().getSimpleName()).isEqualTo(kind);
              assertThat(ok.target()).hasToString(text);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "@head",
        "a@",
        "a@b@c",
        "a:b",
        "+",
        "-",
        "+1x",
        "1+-2",
        "a b",
        "a,b",
        "+99999999999"
      })
  void whatIsNoTargetSaysSo(String text) {
    assertThat(Target.parse(text))
        .isInstanceOfSatisfying(
            Target.Parsed.Malformed.class,
            malformed ->
                assertThat(malformed.message()).contains("'" + text + "' is not a target"));
  }
}
