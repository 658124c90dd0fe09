package dev.revisor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.plan.ApprovedPlan.Broken;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Checksum;
import dev.revisor.script.TransactionMode;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ApprovedPlanTest {
  private static final Step FIRST = step("aaaa", "");
  private static final Step SECOND = step("bbbb", "aaaa");
  private static final Step THIRD = step("cccc", "bbbb");
  private static final Plan WHOLE = plan("", FIRST, SECOND, THIRD);
  private static final ApprovedPlan APPROVED = new ApprovedPlan(WHOLE.hash());

  @Test
  void coversThePlanItself() {
    assertThat(APPROVED.covers(WHOLE, List.of())).isTrue();
    assertThat(APPROVED.covers(plan("", FIRST, SECOND), List.of())).isFalse();
  }

  @Test
  void coversWhatIsLeftAfterRunsThatBrokeOff() {
    var rest = plan("aaaa", SECOND, THIRD);
    assertThat(rest).isEqualTo(WHOLE.after(1));
    assertThat(APPROVED.covers(rest, List.of(broken("", "aaaa", FIRST)))).isTrue();
    var last = plan("bbbb", THIRD);
    var twice = List.of(broken("aaaa", "bbbb", SECOND), broken("", "aaaa", FIRST));
    assertThat(APPROVED.covers(last, twice)).isTrue();
    var between =
        List.of(broken("aaaa", "bbbb", SECOND), broken("aaaa", "aaaa"), broken("", "aaaa", FIRST));
    assertThat(APPROVED.covers(last, between)).isTrue();
  }

  @Test
  void coversNothingElse() {
    var rest = plan("aaaa", SECOND, THIRD);
    assertThat(APPROVED.covers(rest, List.of())).isFalse();
    assertThat(APPROVED.covers(rest, List.of(broken("", "aaaa", step("aaaa", "x"))))).isFalse();
    assertThat(APPROVED.covers(rest, List.of(broken("", "zzzz", FIRST)))).isFalse();
    var changed = plan("aaaa", SECOND, step("dddd", "bbbb"));
    assertThat(APPROVED.covers(changed, List.of(broken("", "aaaa", FIRST)))).isFalse();
  }

  private static Broken broken(String from, String to, Step... done) {
    return new Broken(ids(from), ids(to), List.of(done));
  }

  private static Plan plan(String from, Step... steps) {
    return new Plan(ids(from), ids("cccc"), List.of(steps), new TreeMap<>());
  }

  private static Step step(String id, String before) {
    return new Step(
        new RevisionId(id),
        Direction.UPGRADE,
        "",
        List.of(),
        ids(before),
        ids(id),
        TransactionMode.REVISION,
        true,
        Source.FILE,
        new Checksum(Integer.toHexString(16 + before.length()).repeat(32)));
  }

  private static List<RevisionId> ids(String id) {
    return id.isEmpty() ? List.of() : List.of(new RevisionId(id));
  }
}
