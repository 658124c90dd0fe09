package dev.revisor.lint;

import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.ObjectKind;
import dev.revisor.lint.sql.Option;
import dev.revisor.lint.sql.TableAction;
import dev.revisor.script.TransactionMode;
import java.util.List;
import java.util.Set;

/// Sections outside a transaction, which may break off half way.
final class RobustnessChecks implements Check {
  static final Rule NON_ROBUST =
      new Rule(
          "non-robust-script",
          Level.WARNING,
          "A section with transaction=none has several statements that cannot be run twice.",
          "When it breaks off half way, somebody has to find out how far it came.",
          "IF NOT EXISTS and IF EXISTS, or one such statement a revision.");

  @Override
  public List<Rule> rules() {
    return List.of(NON_ROBUST);
  }

  @Override
  public void look(Place place, Report report) {
    var alone = place.progress().mode() == TransactionMode.NONE;
    if (alone && !isRepeatable(place.command()) && place.progress().unrepeatable() > 0) {
      report.add(
          NON_ROBUST,
          place,
          "neither this statement nor an earlier one can be run a second time",
          "IF NOT EXISTS or IF EXISTS, or a revision of its own");
    }
  }

  /// Whether a second run does no harm.
  static boolean isRepeatable(Command command) {
    return switch (command) {
      case Command.CreateTable create -> isConditional(create.options());
      case Command.CreateIndex create -> isConditional(create.options());
      case Command.CreateSchema create -> isConditional(create.options());
      case Command.CreateSequence create -> isConditional(create.options());
      case Command.CreateExtension create -> isConditional(create.options());
      case Command.CreateView create -> isConditional(create.options());
      case Command.Drop drop -> isConditional(drop.options());
      case Command.AddEnumValue add -> isConditional(add.options());
      case Command.AlterTable alter ->
          alter.actions().stream()
              .allMatch(action -> isRepeatable(action) || attachesIndex(alter, action));
      case Command.Write(var verb, _, _) ->
          verb == Command.Verb.UPDATE || verb == Command.Verb.DELETE;
      case Command.CreateType _, Command.CreateDomain _, Command.CreateTrigger _ -> false;
      case Command.Rename _, Command.RenameEnumValue _ -> false;
      case Command.AlterDomain(_, var options, _) -> !options.contains(Option.CHECK);
      case Command.CreateRoutine _,
          Command.AlterRoutine _,
          Command.Maintain _,
          Command.Truncate _,
          Command.LockTables _,
          Command.UpdateExtension _,
          Command.GrantToPublic _,
          Command.SetSearchPath _,
          Command.SetTimeZone _,
          Command.Transaction _ ->
          true;
      case Command.Other(var word) -> !word.equals("create");
    };
  }

  private static boolean isConditional(Set<Option> options) {
    return options.contains(Option.IF_NOT_EXISTS)
        || options.contains(Option.IF_EXISTS)
        || options.contains(Option.OR_REPLACE);
  }

  /// A part that is there already is no error ("ALTER INDEX" in the sources: `tablecmds.c`).
  private static boolean attachesIndex(Command.AlterTable alter, TableAction action) {
    return alter.kind() == ObjectKind.INDEX && action instanceof TableAction.AttachPartition;
  }

  private static boolean isRepeatable(TableAction action) {
    return switch (action) {
      case TableAction.AddColumn(_, _, var options) -> isConditional(options);
      case TableAction.DropColumn(_, _, var options) -> isConditional(options);
      case TableAction.DropConstraint(_, _, var options) -> isConditional(options);
      case TableAction.AddConstraint _,
          TableAction.AddIdentity _,
          TableAction.RenameColumn _,
          TableAction.RenameTable _,
          TableAction.RenameConstraint _,
          TableAction.MoveToSchema _,
          TableAction.AttachPartition _,
          TableAction.DetachPartition _ ->
          false;
      case TableAction.AlterType _,
          TableAction.SetNotNull _,
          TableAction.DropNotNull _,
          TableAction.SetDefault _,
          TableAction.DropDefault _,
          TableAction.SetExpression _,
          TableAction.ValidateConstraint _,
          TableAction.Rewrite _,
          TableAction.RowSecurity _,
          TableAction.Setting _,
          TableAction.Other _ ->
          true;
    };
  }
}
