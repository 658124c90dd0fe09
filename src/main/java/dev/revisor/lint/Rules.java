package dev.revisor.lint;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All rules, in a fixed order.
public final class Rules {
  static final List<Check> CHECKS =
      List.of(
          new IndexChecks(),
          new MaintenanceChecks(),
          new ConstraintChecks(),
          new ColumnChecks(),
          new TypeChecks(),
          new DropChecks(),
          new RenameChecks(),
          new TypeObjectChecks(),
          new LockChecks(),
          new TransactionChecks(),
          new RobustnessChecks(),
          new NameChecks(),
          new StyleChecks(),
          new KeyChecks(),
          new SecurityChecks());

  private static final Map<String, Rule> BY_ID = new LinkedHashMap<>();

  static {
    Stream.of(
            CHECKS.stream().flatMap(check -> check.rules().stream()),
            RevisionChecks.RULES.stream(),
            AllowanceChecks.RULES.stream())
        .flatMap(rules -> rules)
        .sorted(java.util.Comparator.comparing(Rule::level))
        .forEach(rule -> BY_ID.put(rule.id(), rule));
  }

  private Rules() {}

  /// By level, the worst first.
  public static List<Rule> all() {
    return List.copyOf(BY_ID.values());
  }

  public static Collection<String> ids() {
    return java.util.Collections.unmodifiableSet(BY_ID.keySet());
  }

  public static Optional<Rule> find(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }
}
