package dev.revisor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Random edits of random schemas, seeded: what is made of an edit alone is what the whole makes,
/// to the byte, and nothing is made of one that cannot be loaded. `-Drevisor.edits=NUMBER` draws
/// more, `-Drevisor.seed=NUMBER` others.
class RandomEditsIT {
  private static final long FIRST = Long.getLong("revisor.seed", 0);
  private static final int EDITS = Integer.getInteger("revisor.edits", 120);
  private static final int EDITS_OF_ONE = 6;
  private static final int STATEMENTS = 60;

  @RegisterExtension private static final EditTrial TRIAL = new EditTrial();

  @Test
  void makesOfAnEditWhatTheWholeMakes() {
    var loadable = 0;
    var taken = 0;
    for (var number = 0; number < EDITS / EDITS_OF_ONE; number++) {
      var drawn = new RandomEdits(FIRST + number);
      var before = schema(drawn);
      var known = TRIAL.whole(sql(before)).orElseThrow();
      for (var edit = 0; edit < EDITS_OF_ONE; edit++) {
        var after = drawn.edited(before);
        var whole = TRIAL.whole(sql(after));
        var part = TRIAL.part(sql(before), known, sql(after));
        loadable += whole.isPresent() ? 1 : 0;
        taken += part.isPresent() ? 1 : 0;
        assertSame(part, whole, sql(before) + "\n\n---\n\n" + sql(after));
      }
    }
    System.out.printf("%d of %d edits that can be loaded were made alone%n", taken, loadable);
    assertThat(taken).isGreaterThan(loadable / 5);
  }

  private static void assertSame(Optional<Catalog> part, Optional<Catalog> whole, String edit) {
    if (part.isPresent()) {
      assertThat(whole).as("cannot be loaded:\n%s", edit).isPresent();
      assertThat(CanonicalText.of(part.get()))
          .as(edit)
          .isEqualTo(CanonicalText.of(whole.orElseThrow()));
    }
  }

  /// What the server takes of what is drawn.
  private static List<String> schema(RandomEdits drawn) {
    var statements = new ArrayList<>(drawn.beginning());
    for (var more = 0; more < STATEMENTS; more++) {
      statements.add(drawn.statement());
    }
    return TRIAL.taken(statements);
  }

  private static String sql(List<String> statements) {
    return String.join(";\n", statements) + ";\n";
  }
}
