package dev.revisor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// As [AlembicComparisonTest], with graphs that the real Alembic plans for now.
/// `-Dalembic.graphs=N` makes more of them, `-Dalembic.seed=S` others.
class AlembicPlansIT {
  private static final int GRAPHS = Integer.getInteger("alembic.graphs", 300);
  private static final long SEED = Long.getLong("alembic.seed", 20261128L);

  @Test
  void plansAsAlembicDoes() {
    var unexplained = new ArrayList<String>();
    var cases = 0;
    for (var recording : AlembicRecording.live(GRAPHS, SEED).toList()) {
      AlembicComparisonTest.assertSameGraph(recording);
      cases += recording.cases().size();
      AlembicComparisonTest.unexplained(recording)
          .forEach(each -> unexplained.add(recording.json().path("revisions") + " " + each));
    }
    System.out.printf(
        "Alembic's plans for %d graphs (seed %d): %d commands, %d different%n",
        GRAPHS, SEED, cases, unexplained.size());
    assertThat(unexplained).isEmpty();
  }
}
