package dev.revisor.lint;

import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Constraint;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.TableAction;
import java.util.List;
import java.util.stream.Collectors;

/// Foreign keys that nothing helps to look up.
final class KeyChecks implements Check {
  static final Rule WITHOUT_INDEX =
      new Rule(
          "fk-without-index",
          Level.WARNING,
          "No index begins with the columns of a foreign key.",
          "Each DELETE or UPDATE of a referenced row reads the whole referring table.",
          "CREATE INDEX CONCURRENTLY on the columns first.");

  @Override
  public List<Rule> rules() {
    return List.of(WITHOUT_INDEX);
  }

  @Override
  public void look(Place place, Report report) {
    // an index may come later in the section
  }

  @Override
  public void settle(Place place, Report report) {
    switch (place.command()) {
      case Command.CreateTable create -> {
        create.constraints().forEach(each -> key(create.table(), each, place, report));
        create.columns().stream()
            .flatMap(column -> column.constraints().stream())
            .forEach(each -> key(create.table(), each, place, report));
      }
      case Command.AlterTable(_, var table, _, var actions) ->
          actions.forEach(action -> action(table, action, place, report));
      default -> {
        // no foreign key
      }
    }
  }

  private static void action(Name table, TableAction action, Place place, Report report) {
    switch (action) {
      case TableAction.AddConstraint(_, var constraint) -> key(table, constraint, place, report);
      case TableAction.AddColumn(_, var column, _) ->
          column.constraints().forEach(each -> key(table, each, place, report));
      default -> {
        // no foreign key
      }
    }
  }

  private static void key(Name table, Constraint constraint, Place place, Report report) {
    if (constraint.kind() != Constraint.Kind.FOREIGN_KEY || constraint.columns().isEmpty()) {
      return;
    }
    var known = place.table(table);
    if (known.isEmpty() || known.get().hasIndexOn(constraint.columns())) {
      return;
    }
    var columns = constraint.columns().stream().map(Name::quoted).collect(Collectors.joining(", "));
    report.at(
        WITHOUT_INDEX,
        place,
        constraint.at(),
        "no index of %s begins with %s".formatted(table, columns),
        "CREATE INDEX ON %s (%s);".formatted(table, columns));
  }
}
