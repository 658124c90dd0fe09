package dev.revisor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The published rules with their levels, and that each looks at downgrades as at upgrades.
class BothDirectionsTest {
  /// What is about a whole revision or the directory, or about the way back alone.
  private static final Set<String> OF_REVISIONS =
      Set.of("irreversible-down", "non-linear-history", "changed-applied-script", "delete-rows");

  @ParameterizedTest
  @CsvFileSource(resources = "/lint/levels.csv", useHeadersInDisplayName = true)
  void isThereWithItsLevel(String rule, String level) {
    assertThat(Rules.find(rule)).map(found -> found.level().word()).contains(level);
  }

  private static Stream<RuleCase> turned() throws IOException {
    return RuleCase.all()
        .filter(each -> !OF_REVISIONS.contains(each.rule()))
        .filter(RuleCase::isUpgradeAlone)
        .map(RuleCase::asDowngrade);
  }

  private static Stream<RuleCase> bad() throws IOException {
    return turned().filter(RuleCase::bad);
  }

  private static Stream<RuleCase> good() throws IOException {
    return turned().filter(each -> !each.bad());
  }

  @ParameterizedTest
  @MethodSource("bad")
  void isFoundInADowngradeToo(RuleCase each) {
    assertThat(each.findings())
        .anyMatch(finding -> finding.part() == Part.DOWNGRADE && !finding.isSuppressed());
  }

  @ParameterizedTest
  @MethodSource("good")
  void isNotFoundInADowngradeEither(RuleCase each) {
    assertThat(each.findings()).filteredOn(finding -> !finding.isSuppressed()).isEmpty();
  }

  @Test
  void everyRuleHasBothCasesInBothDirections() throws IOException {
    var ids = Rules.ids().stream().filter(id -> !id.startsWith("allowance-")).toList();
    for (var cases : java.util.List.of(bad(), good())) {
      var rules = cases.map(RuleCase::rule).collect(Collectors.toSet());
      assertThat(ids)
          .filteredOn(id -> !OF_REVISIONS.contains(id))
          .allSatisfy(id -> assertThat(rules).contains(id));
    }
  }
}
