package dev.revisor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.plan.Graphs;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What earlier revisions make is known, and what other lines make is not; and what is said of
/// revisions as a whole.
class HistoryTest {
  private static String up(String sql) {
    return "-- revisor:upgrade\n" + sql + "\n-- revisor:downgrade\nSELECT 1;\n";
  }

  private static List<String> rules(List<Finding> findings) {
    return findings.stream().map(finding -> finding.rule().id()).toList();
  }

  /// a makes t; b1 and b2 change it, each in its way; m joins them.
  private static Lints branched(String merge) {
    return new Lints()
        .revision("a", "", up("CREATE TABLE t (x varchar(5), y varchar(5));"))
        .revision("b1", "a", up("ALTER TABLE t ALTER x TYPE varchar(50);"))
        .revision("b2", "a", up("ALTER TABLE t ALTER y TYPE varchar(50);"))
        .revision("m", "b1, b2", up(merge));
  }

  @Test
  void anotherLineIsNotKnown() {
    var lints = branched("");
    lints.revision("c1", "b1", up("ALTER TABLE t ALTER y TYPE varchar(20);"));
    assertThat(rules(lints.findings("c1"))).doesNotContain("type-change-rewrite");
  }

  @Test
  void aMergeKnowsBothLines() {
    var narrower =
        branched(
            "ALTER TABLE t ALTER x TYPE varchar(40);\nALTER TABLE t ALTER y TYPE varchar(40);");
    assertThat(rules(narrower.findings("m")))
        .filteredOn(rule -> rule.equals("type-change-rewrite"))
        .hasSize(2);
    var wider =
        branched(
            "ALTER TABLE t ALTER x TYPE varchar(60);\nALTER TABLE t ALTER y TYPE varchar(60);");
    assertThat(rules(wider.findings("m"))).doesNotContain("type-change-rewrite");
  }

  @Test
  void oneRevisionAloneKnowsWhatAllOfThemKnow() {
    var lints = branched("ALTER TABLE t ALTER x TYPE varchar(40);");
    var all = lints.findings("a", "b1", "b2", "m");
    assertThat(all)
        .filteredOn(finding -> finding.revision().value().equals("m"))
        .isEqualTo(lints.findings("m"));
  }

  @Test
  void manyBranchesInARowAreKnown() {
    var lints = new Lints().revision("r0", "", up("CREATE TABLE t (x varchar(10));"));
    for (var i = 1; i <= 60; i++) {
      var before = "r" + (i - 1);
      lints.revision("side" + i, before, up("ALTER TABLE t ADD c" + i + " int;"));
      lints.revision(
          "r" + i, before, up("ALTER TABLE t ALTER x TYPE varchar(%d);".formatted(10 + i)));
    }
    assertThat(rules(lints.findings("r60"))).doesNotContain("type-change-rewrite");
    lints.revision("last", "r60", up("ALTER TABLE t ALTER x TYPE varchar(69);"));
    assertThat(rules(lints.findings("last"))).contains("type-change-rewrite");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 12})
  void otherLinesHaveWhatTheFirstLacks(int reach) {
    for (var seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      var graph =
          Graphs.graph(
              IntStream.range(0, 40).mapToObj(i -> line(random, i, reach)).toArray(String[]::new));
      var all = graph.revisions().stream().map(Revision::id).toList();
      var order = graph.newestFirst(all, all).reversed();
      var history = new History(graph, order);
      for (var id : all) {
        var needs = graph.needs(id);
        if (needs.size() > 1) {
          var lacking = new ArrayList<>(order);
          lacking.retainAll(graph.ancestors(needs));
          lacking.removeAll(graph.ancestors(needs.subList(0, 1)));
          assertThat(history.onOtherLines(needs)).as("seed %d, %s", seed, id).isEqualTo(lacking);
        }
      }
    }
  }

  /// A revision with up to three parents among those shortly before it.
  private static String line(Random random, int number, int reach) {
    var parents =
        random
            .ints(random.nextInt(1, 4), 1, reach + 1)
            .map(back -> number - back)
            .filter(parent -> parent >= 0)
            .distinct()
            .mapToObj(parent -> "r" + parent)
            .collect(Collectors.joining(","));
    return (parents.isEmpty() ? "" : parents + " -> ") + "r" + number;
  }

  @Test
  void theUpgradeIsKnownInTheDowngradeButNotNewThere() {
    var text =
        """
        -- revisor:upgrade
        CREATE TABLE t (x varchar(10));
        -- revisor:downgrade
        CREATE INDEX i ON t (x);
        ALTER TABLE t ALTER x TYPE varchar(20);
        """;
    assertThat(rules(new Lints().revision("a", "", text).findings("a")))
        .contains("index-not-concurrent")
        .doesNotContain("type-change-rewrite");
  }

  @Test
  void twoHeadsAreFoundAtTheSecond() {
    var lints =
        new Lints().revision("a", "", up("")).revision("b", "a", up("")).revision("c", "a", up(""));
    assertThat(rules(lints.findings("b"))).doesNotContain("non-linear-history");
    assertThat(lints.findings("c"))
        .filteredOn(finding -> finding.rule().id().equals("non-linear-history"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).isEqualTo("b and c are both heads"));
  }

  @Test
  void labelsTellHeadsApart() {
    var lints =
        new Lints()
            .revision("a", "", up(""))
            .revision("b", "a", "-- revisor:labels left\n" + up(""))
            .revision("c", "a", "-- revisor:labels right\n" + up(""));
    assertThat(rules(lints.findings("b", "c"))).doesNotContain("non-linear-history");
  }

  @Test
  void aHeadThatAnotherDependsOnIsNone() {
    var lints =
        new Lints()
            .revision("aaaa", "", up(""))
            .revision("b", "", "-- revisor:depends-on aaaa\n" + up(""));
    assertThat(rules(lints.findings("aaaa", "b"))).doesNotContain("non-linear-history");
  }

  @Test
  void whatADatabaseSaysOfFilesIsFound() {
    var a = new RevisionId("a");
    var b = new RevisionId("b");
    var lints =
        new Lints()
            .with(new RevisionFacts(Map.of(a, b), Set.of(b)))
            .revision("a", "", up(""))
            .revision("b", "a", up(""));
    assertThat(rules(lints.findings("a", "b")))
        .containsExactly("non-linear-history", "changed-applied-script");
  }

  @Test
  void anAllowanceHoldsForTheNextStatementOnly() {
    var lints =
        new Lints()
            .revision(
                "a",
                "",
                up(
                    """
                    -- revisor:allow drop-table it is empty
                    DROP TABLE t;
                    DROP TABLE u;
                    DROP TABLE -- within
                    -- revisor:allow drop-table so is this
                    v;"""));
    assertThat(lints.findings("a"))
        .filteredOn(finding -> finding.rule().id().equals("drop-table"))
        .extracting(finding -> finding.suppression().orElse(""))
        .containsExactly("it is empty", "", "so is this");
  }

  @Test
  void anAllowanceNeedsAReasonAndARule() {
    var lints =
        new Lints()
            .revision(
                "a",
                "",
                up("-- revisor:allow drop-tabel gone\n-- revisor:allow drop-table\nDROP TABLE t;"));
    assertThat(lints.findings("a"))
        .filteredOn(finding -> finding.rule().level() == Level.WARNING)
        .extracting(Finding::message)
        .contains(
            "there is no rule 'drop-tabel'; did you mean 'drop-table'?",
            "this allows nothing: it gives no reason");
    assertThat(lints.findings("a")).anyMatch(Finding::isRefused);
  }

  @Test
  void aDisabledRuleIsSilent() {
    var options =
        new LintOptions(
            Set.of(), Set.of("drop-table"), LintOptions.OLDEST_SERVER, Map.of(), 1, Map.of());
    var lints = new Lints().with(options).revision("a", "", up("DROP TABLE t;"));
    assertThat(rules(lints.findings("a"))).doesNotContain("drop-table");
  }

  @Test
  void positionsAreThoseOfTheFile() {
    var lints =
        new Lints()
            .revision("a", "", up("ALTER TABLE t\r\n  /* \uD83D\uDE00 */ DROP b,\n\tDROP c;"));
    assertThat(lints.findings("a"))
        .filteredOn(finding -> finding.rule().id().equals("drop-column"))
        .extracting(finding -> finding.position().toString())
        .containsExactly("4:11", "5:2");
  }
}
