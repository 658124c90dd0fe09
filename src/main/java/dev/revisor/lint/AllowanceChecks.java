package dev.revisor.lint;

import dev.revisor.script.Allowance;
import dev.revisor.script.Spelling;
import java.util.List;
import java.util.Optional;

/// The allowances themselves: `-- revisor:allow RULE reason`.
final class AllowanceChecks {
  static final Rule WITHOUT_REASON =
      new Rule(
          "allowance-without-reason",
          Level.WARNING,
          "A rule is allowed without a reason.",
          "Who reads it later cannot tell whether it still holds; without a reason it allows"
              + " nothing.",
          "`-- revisor:allow RULE reason`.");
  static final Rule UNKNOWN =
      new Rule(
          "allowance-of-unknown-rule",
          Level.WARNING,
          "A rule is allowed that does not exist.",
          "It allows nothing.",
          "The id of a rule, as findings show it.");
  static final List<Rule> RULES = List.of(WITHOUT_REASON, UNKNOWN);

  private AllowanceChecks() {}

  static void look(List<Allowance> allowances, Report report) {
    for (var allowance : allowances) {
      if (Rules.find(allowance.rule()).isEmpty()) {
        report.add(
            UNKNOWN,
            allowance.position(),
            "there is no rule '%s'; %s"
                .formatted(allowance.rule(), Spelling.suggest(allowance.rule(), Rules.ids())),
            "",
            Optional.empty());
      } else if (allowance.reason().isBlank()) {
        report.add(
            WITHOUT_REASON,
            allowance.position(),
            "this allows nothing: it gives no reason",
            "-- revisor:allow " + allowance.rule() + " and why",
            Optional.empty());
      }
    }
  }
}
