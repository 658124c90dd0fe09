package dev.revisor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// For each rule, SQL that it finds and SQL that it does not.
class RuleTablesTest {
  /// Rules that say nothing of what the revision itself made.
  private static final Set<Level> ABOUT_WHAT_IS_THERE =
      Set.of(Level.LOCKING, Level.REWRITING, Level.INCOMPATIBLE, Level.DESTRUCTIVE);

  /// Rules of those levels that do not ask who made it; and of others that do.
  private static final Set<String> REGARDLESS =
      Set.of("domain-constraint", "drop-database", "truncate-cascade");

  private static Stream<RuleCase> bad() throws IOException {
    return RuleCase.all().filter(RuleCase::bad);
  }

  private static Stream<RuleCase> good() throws IOException {
    return RuleCase.all().filter(each -> !each.bad());
  }

  private static Stream<RuleCase> exempt() throws IOException {
    return bad()
        .filter(RuleCase::isUpgradeOfExisting)
        .filter(each -> !REGARDLESS.contains(each.rule()))
        .filter(
            each -> ABOUT_WHAT_IS_THERE.contains(Rules.find(each.rule()).orElseThrow().level()));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void isFound(RuleCase each) {
    assertThat(each.findings()).isNotEmpty().noneMatch(Finding::isSuppressed);
  }

  @ParameterizedTest
  @MethodSource("good")
  void isNotFound(RuleCase each) {
    assertThat(each.findings()).filteredOn(finding -> !finding.isSuppressed()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void isSuppressedByAnAllowanceWithAReason(RuleCase each) {
    var allowed = each.findingsWith("-- revisor:allow " + each.rule() + " because it is tested");
    assertThat(allowed)
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.suppression()).contains("because it is tested"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void isNotSuppressedWithoutAReason(RuleCase each) {
    assertThat(each.findingsWith("-- revisor:allow " + each.rule()))
        .isNotEmpty()
        .noneMatch(Finding::isSuppressed);
  }

  @ParameterizedTest
  @MethodSource("exempt")
  void isNotFoundInWhatTheRevisionMakesItself(RuleCase each) {
    assertThat(each.findingsTogether()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void saysWhatToDo(RuleCase each) {
    assertThat(each.findings())
        .allSatisfy(
            finding -> {
              assertThat(finding.message()).isNotBlank().doesNotEndWith(".");
              assertThat(finding.alternative()).isNotBlank();
            });
  }

  @Test
  void everyRuleHasGoodAndBadCases() throws IOException {
    var elsewhere =
        Set.of(
            "non-linear-history",
            "changed-applied-script",
            "allowance-without-reason",
            "allowance-of-unknown-rule");
    var bad = bad().map(RuleCase::rule).collect(Collectors.toSet());
    var good = good().map(RuleCase::rule).collect(Collectors.toSet());
    assertThat(Rules.ids())
        .filteredOn(id -> !elsewhere.contains(id))
        .allSatisfy(
            id -> {
              assertThat(bad).contains(id);
              assertThat(good).contains(id);
            });
  }
}
