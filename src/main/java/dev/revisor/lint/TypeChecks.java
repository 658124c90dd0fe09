package dev.revisor.lint;

import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.DataType;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.ObjectKind;
import dev.revisor.lint.sql.TableAction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Changes of a column's type.
final class TypeChecks implements Check {
  static final Rule REWRITE =
      new Rule(
          "type-change-rewrite",
          Level.REWRITING,
          "A column's type is changed so that the table has to be rewritten or checked.",
          "The whole table is written anew while nobody can read it, with all its indexes.",
          "A new column that is filled in batches while both are written, then a switch.");

  private static final Set<String> ONE_MODIFIER =
      Set.of("varchar", "varbit", "timestamp", "timestamptz", "time", "timetz", "interval");

  @Override
  public List<Rule> rules() {
    return List.of(REWRITE);
  }

  @Override
  public void look(Place place, Report report) {
    if (!(place.command() instanceof Command.AlterTable(var kind, var table, _, var actions))
        || kind != ObjectKind.TABLE
        || place.isNew(table)) {
      return;
    }
    for (var action : actions) {
      if (action instanceof TableAction.AlterType(_, var column, var type, var using)) {
        var old = place.table(table).flatMap(known -> known.type(column));
        var cheap =
            isPlain(using, column, type)
                && old.map(from -> keepsRows(from, type, place)).orElse(false);
        if (!cheap && !type.isEmpty()) {
          report.add(
              REWRITE,
              place,
              action,
              message(table, column, old, type),
              instead(table, column, type));
        }
      }
    }
  }

  /// Whether USING says no more than the type does: nothing, the column, or `column::type`.
  private static boolean isPlain(String using, String column, DataType type) {
    var written = using.replaceAll("\\s+", "");
    var name = Name.quoted(column);
    var cast = name + "::" + type.text().replaceAll("\\s+", "");
    return written.isEmpty() || written.equalsIgnoreCase(name) || written.equalsIgnoreCase(cast);
  }

  private static String message(Name table, String column, Optional<DataType> old, DataType type) {
    var from = old.map(known -> "from " + known.text() + " ").orElse("");
    return "all rows of %s may be written anew to change %s %sto %s"
        .formatted(table, Name.quoted(column), from, type.text());
  }

  private static String instead(Name table, String column, DataType type) {
    return "ALTER TABLE %s ADD COLUMN %s %s; -- fill it in batches, then switch"
        .formatted(table, Name.quoted(column + "_new"), type.text());
  }

  private static boolean keepsRows(DataType from, DataType to, Place place) {
    var zoned = from.name().equals("timestamp") && to.name().equals("timestamptz");
    if (zoned && from.dimensions() == 0 && to.dimensions() == 0) {
      return place.progress().isUtc() && widens(from.modifiers(), to.modifiers(), 6);
    }
    return keepsRows(from, to);
  }

  /// Whether the server takes the rows as they are (`ATColumnChangeRequiresRewrite` in
  /// `tablecmds.c`: the old type is coercible without a function, and a wider length needs none).
  static boolean keepsRows(DataType from, DataType to) {
    if (from.dimensions() != to.dimensions()) {
      return false;
    }
    var same = from.name().equals(to.name());
    if (same && from.modifiers().equals(to.modifiers())) {
      return true;
    }
    if (from.dimensions() > 0) {
      return same && to.modifiers().isEmpty();
    }
    if (same) {
      return widens(from, to);
    }
    return switch (from.name()) {
      case "varchar" -> to.name().equals("text");
      case "text" -> to.name().equals("varchar") && to.modifiers().isEmpty();
      case "bit" -> to.name().equals("varbit") && to.modifiers().isEmpty();
      case "cidr" -> to.name().equals("inet");
      case "xml" ->
          to.name().equals("text") || to.name().equals("varchar") && to.modifiers().isEmpty();
      default -> false;
    };
  }

  private static boolean widens(DataType from, DataType to) {
    if (from.name().equals("numeric")) {
      return to.modifiers().isEmpty()
          || from.modifiers().size() == 2
              && from.modifiers().get(1).equals(to.modifiers().get(1))
              && from.modifiers().getFirst() <= to.modifiers().getFirst();
    }
    if (!ONE_MODIFIER.contains(from.name())) {
      return false;
    }
    var most = from.name().startsWith("var") ? Integer.MAX_VALUE : 6;
    return widens(from.modifiers(), to.modifiers(), most);
  }

  /// @param most what a missing modifier stands for
  private static boolean widens(List<Integer> from, List<Integer> to, int most) {
    var old = from.isEmpty() ? most : from.getFirst();
    var wide = to.isEmpty() ? most : to.getFirst();
    return old <= wide;
  }
}
