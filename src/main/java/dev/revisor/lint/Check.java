package dev.revisor.lint;

import java.util.List;

/// A group of rules that look at the same things.
interface Check {
  /// The rules whose findings it may report.
  List<Rule> rules();

  /// Looks at a statement.
  void look(Place place, Report report);

  /// Looks at a statement again once the section has ended; what is known is then what there is
  /// behind the section.
  default void settle(Place place, Report report) {}
}
