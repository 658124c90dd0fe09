package dev.revisor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which edits of a desired schema are made alone, and that this gives what the whole gives, to the
/// byte: `edits.pairs` has each before and after. Names that begin with `whole` are of those where
/// it would, or could, be something else.
class EditsIT {
  @RegisterExtension private static final EditTrial TRIAL = new EditTrial();

  static Stream<SchemaPairs> edits() {
    return SchemaPairs.in("edits.pairs").stream();
  }

  @ParameterizedTest
  @MethodSource("edits")
  void areMadeAloneWhereThatIsTheSame(SchemaPairs edit) {
    var known = TRIAL.whole(edit.before()).orElseThrow();
    var whole = TRIAL.whole(edit.after());
    var part = TRIAL.part(edit.before(), known, edit.after());

    if (edit.name().startsWith("whole")) {
      assertThat(part).as(part.equals(whole) ? "the same" : "another than %s", whole).isEmpty();
    } else {
      assertThat(part.map(CanonicalText::of)).contains(whole.map(CanonicalText::of).orElseThrow());
    }
  }
}
