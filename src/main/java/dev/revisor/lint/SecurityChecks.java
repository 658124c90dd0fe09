package dev.revisor.lint;

import dev.revisor.lint.known.KnownTable;
import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.Option;
import dev.revisor.lint.sql.TableAction;
import java.util.List;
import java.util.Set;

/// Who may do what, and what the server does not keep track of.
final class SecurityChecks implements Check {
  static final Rule SECURITY =
      new Rule(
          "security",
          Level.WARNING,
          "SECURITY DEFINER without a search_path, GRANT to PUBLIC, or a view that passes by row"
              + " security.",
          "Somebody gets to see or do more than was meant.",
          "SET search_path in the function, a role instead of PUBLIC, security_invoker = true.");
  static final Rule UNTRACKED =
      new Rule(
          "untracked-extension-change",
          Level.WARNING,
          "An extension is updated, or what a function's body names is dropped or renamed.",
          "The server does not know who depends on it, and says nothing.",
          "Look at what uses it first, and pin versions.");

  /// Since when views have `security_invoker`.
  private static final int INVOKER_VIEWS = 15;

  @Override
  public List<Rule> rules() {
    return List.of(SECURITY, UNTRACKED);
  }

  @Override
  public void look(Place place, Report report) {
    switch (place.command()) {
      case Command.CreateRoutine(var routine, var options, _) ->
          routine(routine, options, place, report);
      case Command.GrantToPublic(var what) ->
          report.add(
              SECURITY,
              place,
              "every role gets " + what,
              "GRANT " + what + " TO a role that needs it;");
      case Command.CreateView view -> view(view, place, report);
      case Command.UpdateExtension(var extension) ->
          report.add(
              UNTRACKED,
              place,
              "an update of " + extension + " may change what depends on it unseen",
              "ALTER EXTENSION " + extension + " UPDATE TO '…'; -- a version, on a copy first");
      case Command.Drop drop ->
          drop.names().forEach(name -> untracked(name, name.local(), 0, "dropped", place, report));
      case Command.AlterTable(_, var table, _, var actions) ->
          actions.forEach(action -> action(table, action, place, report));
      default -> {
        // nobody gets more
      }
    }
  }

  private static void routine(Name routine, Set<Option> options, Place place, Report report) {
    if (options.contains(Option.SECURITY_DEFINER) && !options.contains(Option.SEARCH_PATH)) {
      report.add(
          SECURITY,
          place,
          routine + " runs as its owner with the caller's search_path",
          "ALTER FUNCTION " + routine + " SET search_path = pg_catalog, pg_temp;");
    }
  }

  private static void view(Command.CreateView view, Place place, Report report) {
    if (view.options().contains(Option.SECURITY_INVOKER)) {
      return;
    }
    view.mentions().stream()
        .filter(name -> place.table(name).map(KnownTable::hasRowSecurity).orElse(false))
        .findFirst()
        .ifPresent(
            table ->
                report.add(
                    SECURITY,
                    place,
                    view.view() + " shows rows of " + table + " as its owner sees them",
                    place.server() >= INVOKER_VIEWS
                        ? "ALTER VIEW " + view.view() + " SET (security_invoker = true);"
                        : "ALTER VIEW " + view.view() + " OWNER TO a role with row security;"));
  }

  private static void action(Name table, TableAction action, Place place, Report report) {
    switch (action) {
      case TableAction.DropColumn(var at, var column, _) ->
          untracked(table, column, at, "dropped", place, report);
      case TableAction.RenameColumn(var at, var from, _) ->
          untracked(table, from, at, "renamed", place, report);
      case TableAction.RenameTable(var at, _) ->
          untracked(table, table.local(), at, "renamed", place, report);
      default -> {
        // nothing goes
      }
    }
  }

  /// Tells of a routine whose body names the object, and its table.
  private static void untracked(
      Name table, String name, int at, String done, Place place, Report report) {
    var ofTable = place.known().routinesWith(table.local());
    place.known().routinesWith(name).stream()
        .filter(ofTable::contains)
        .filter(routine -> !routine.local().equals(name))
        .findFirst()
        .ifPresent(
            routine ->
                report.at(
                    UNTRACKED,
                    place,
                    at,
                    "the body of %s says %s, which is %s here".formatted(routine, name, done),
                    "CREATE OR REPLACE FUNCTION " + routine + " … in the same revision"));
  }
}
