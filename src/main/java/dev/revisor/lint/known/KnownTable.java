package dev.revisor.lint.known;

import dev.revisor.lint.sql.Constraint;
import dev.revisor.lint.sql.DataType;
import dev.revisor.lint.sql.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A table as far as it is known. Readers see it; [Known] changes it.
public final class KnownTable {
  private final Name name;
  private final Map<String, DataType> columns = new LinkedHashMap<>();
  private final Map<String, Constraint> constraints = new LinkedHashMap<>();
  private final Map<String, List<String>> indexes = new HashMap<>();
  private final Set<String> notNull = new HashSet<>();
  private boolean temporary;
  private boolean partitioned;
  private boolean rowSecurity;

  KnownTable(Name name) {
    this.name = name;
  }

  KnownTable copyAs(Name other) {
    var copy = new KnownTable(other);
    copy.columns.putAll(columns);
    copy.constraints.putAll(constraints);
    copy.indexes.putAll(indexes);
    copy.notNull.addAll(notNull);
    copy.temporary = temporary;
    copy.partitioned = partitioned;
    copy.rowSecurity = rowSecurity;
    return copy;
  }

  public Name name() {
    return name;
  }

  public boolean isTemporary() {
    return temporary;
  }

  public boolean isPartitioned() {
    return partitioned;
  }

  public boolean hasRowSecurity() {
    return rowSecurity;
  }

  /// The type of a column that is known.
  public Optional<DataType> type(String column) {
    return Optional.ofNullable(columns.get(column)).filter(type -> !type.isEmpty());
  }

  public Optional<Constraint> constraint(String constraint) {
    return Optional.ofNullable(constraints.get(constraint));
  }

  public boolean isNotNull(String column) {
    return notNull.contains(column);
  }

  /// Whether a validated constraint says that the column is not null.
  public boolean isProvenNotNull(String column) {
    return constraints.values().stream()
        .filter(each -> !each.has(dev.revisor.lint.sql.Option.NOT_VALID))
        .anyMatch(
            each ->
                each.notNull().equals(column)
                    || each.kind() == Constraint.Kind.NOT_NULL && each.columns().contains(column));
  }

  /// Whether an index begins with these columns, in any order.
  public boolean hasIndexOn(List<String> leading) {
    return indexes.values().stream()
        .filter(columns -> columns.size() >= leading.size())
        .anyMatch(
            columns -> new HashSet<>(columns.subList(0, leading.size())).containsAll(leading));
  }

  void beTemporary() {
    temporary = true;
  }

  void bePartitioned() {
    partitioned = true;
  }

  void rowSecurity(boolean on) {
    rowSecurity = on;
  }

  void column(String column, DataType type) {
    columns.put(column, type);
  }

  void dropColumn(String column) {
    columns.remove(column);
    notNull.remove(column);
    constraints.values().removeIf(each -> each.columns().contains(column));
    indexes.values().removeIf(each -> each.contains(column));
  }

  void renameColumn(String from, String to) {
    var type = columns.remove(from);
    if (type != null) {
      columns.put(to, type);
    }
    if (notNull.remove(from)) {
      notNull.add(to);
    }
    indexes.replaceAll((_, names) -> replaced(names, from, to));
    constraints.replaceAll(
        (_, each) ->
            new Constraint(
                each.at(),
                each.kind(),
                each.name(),
                replaced(each.columns(), from, to),
                each.options(),
                each.references(),
                each.notNull().equals(from) ? to : each.notNull(),
                each.definition()));
  }

  private static List<String> replaced(List<String> names, String from, String to) {
    var changed = new ArrayList<>(names);
    changed.replaceAll(each -> each.equals(from) ? to : each);
    return List.copyOf(changed);
  }

  void notNull(String column, boolean set) {
    if (set) {
      notNull.add(column);
    } else {
      notNull.remove(column);
      constraints
          .values()
          .removeIf(
              each -> each.kind() == Constraint.Kind.NOT_NULL && each.columns().contains(column));
    }
  }

  void constraint(String key, Constraint constraint) {
    constraints.put(key, constraint);
  }

  void dropConstraint(String key) {
    constraints.remove(key);
    indexes.remove(key);
  }

  void index(String key, List<String> indexed) {
    indexes.put(key, List.copyOf(indexed));
  }

  void dropIndex(String key) {
    indexes.remove(key);
  }

  List<String> indexColumns(String key) {
    return indexes.getOrDefault(key, List.of());
  }
}
