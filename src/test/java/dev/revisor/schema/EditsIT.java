package dev.revisor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which edits of a desired schema are made alone, and that this gives what the whole gives, to the
/// byte: `edits.pairs` has each before and after. Names that begin with `whole` are of those where
/// it would, or could, be something else.
class EditsIT {
  private static EditTrial trial;

  @BeforeAll
  static void makeDatabases() throws SQLException {
    trial = new EditTrial();
  }

  @AfterAll
  static void close() throws SQLException {
    trial.close();
  }

  static Stream<SchemaPairs> edits() {
    return SchemaPairs.in("edits.pairs").stream();
  }

  @ParameterizedTest
  @MethodSource("edits")
  void areMadeAloneWhereThatIsTheSame(SchemaPairs edit) {
    var known = trial.whole(edit.before()).orElseThrow();
    var whole = trial.whole(edit.after());
    var part = trial.part(edit.before(), known, edit.after());

    if (edit.name().startsWith("whole")) {
      assertThat(part).as(part.equals(whole) ? "the same" : "another than %s", whole).isEmpty();
    } else {
      assertThat(part.map(CanonicalText::of)).contains(whole.map(CanonicalText::of).orElseThrow());
    }
  }
}
