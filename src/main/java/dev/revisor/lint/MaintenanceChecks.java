package dev.revisor.lint;

import dev.revisor.lint.known.KnownTable;
import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.ObjectKind;
import dev.revisor.lint.sql.Option;
import dev.revisor.lint.sql.TableAction;
import java.util.List;

/// Work on storage: REINDEX, REFRESH, DETACH, VACUUM FULL, CLUSTER.
final class MaintenanceChecks implements Check {
  static final Rule CONCURRENTLY =
      new Rule(
          "maintenance-not-concurrent",
          Level.LOCKING,
          "REINDEX, REFRESH MATERIALIZED VIEW or DETACH PARTITION without CONCURRENTLY.",
          "Without it, readers or writers wait until the work is done.",
          "The same with CONCURRENTLY, in a revision with transaction=none.");
  static final Rule FULL =
      new Rule(
          "vacuum-full",
          Level.LOCKING,
          "VACUUM FULL, CLUSTER, SET TABLESPACE, SET LOGGED or SET ACCESS METHOD.",
          "The whole table is written anew while nobody can read it.",
          "pg_repack or pg_squeeze, or a window without users.");

  private static final String OUTSIDE = "-- in a revision with transaction=none:\n";

  @Override
  public List<Rule> rules() {
    return List.of(CONCURRENTLY, FULL);
  }

  @Override
  public void look(Place place, Report report) {
    switch (place.command()) {
      case Command.Maintain maintain -> maintain(maintain, place, report);
      case Command.AlterTable(_, var table, _, var actions) -> {
        if (!place.isNew(table)) {
          actions.forEach(action -> action(table, action, place, report));
        }
      }
      default -> {
        // no maintenance
      }
    }
  }

  private static void maintain(Command.Maintain maintain, Place place, Report report) {
    var gentle = maintain.options().contains(Option.CONCURRENTLY);
    switch (maintain.task()) {
      case REINDEX -> {
        if (!gentle && !isNewIndex(maintain, place)) {
          reindex(maintain, place, report);
        }
      }
      case REFRESH -> {
        if (!gentle && !place.isNew(maintain.name())) {
          report.add(
              CONCURRENTLY,
              place,
              "readers of " + maintain.name() + " wait until it is refreshed",
              "REFRESH MATERIALIZED VIEW CONCURRENTLY " + maintain.name() + ";");
        }
      }
      case VACUUM -> {
        if (maintain.options().contains(Option.FULL) && !place.isNew(maintain.name())) {
          full("VACUUM FULL", maintain.name(), place, report);
        }
      }
      case CLUSTER -> {
        if (!place.isNew(maintain.name())) {
          full("CLUSTER", maintain.name(), place, report);
        }
      }
    }
  }

  private static boolean isNewIndex(Command.Maintain maintain, Place place) {
    return maintain.kind() == ObjectKind.TABLE
        ? place.isNew(maintain.name())
        : place
            .known()
            .tableOfIndex(maintain.name())
            .map(KnownTable::name)
            .map(place::isNew)
            .orElse(false);
  }

  private static void reindex(Command.Maintain maintain, Place place, Report report) {
    var what = maintain.kind().words();
    report.add(
        CONCURRENTLY,
        place,
        "writes wait, and readers too, while " + maintain.name() + " is rebuilt",
        OUTSIDE + "REINDEX " + what + " CONCURRENTLY " + maintain.name() + ";");
  }

  private static void full(String words, Name table, Place place, Report report) {
    var what = table.isEmpty() ? "every table" : table.toString();
    report.add(
        FULL,
        place,
        words + " writes " + what + " anew while nobody can read it",
        table.isEmpty() ? "VACUUM;" : "VACUUM " + table + "; -- or pg_repack to shrink it");
  }

  private static void action(Name table, TableAction action, Place place, Report report) {
    switch (action) {
      case TableAction.DetachPartition(_, var partition, var options) -> {
        if (!options.contains(Option.CONCURRENTLY)) {
          report.add(
              CONCURRENTLY,
              place,
              action,
              "all who use " + table + " wait while " + partition + " is detached",
              OUTSIDE
                  + "ALTER TABLE %s DETACH PARTITION %s CONCURRENTLY;".formatted(table, partition));
        }
      }
      case TableAction.Rewrite(_, var words) ->
          report.add(
              FULL,
              place,
              action,
              words + " writes " + table + " anew while nobody can read it",
              "a window without users, or a new table that is filled in batches");
      default -> {
        // no maintenance
      }
    }
  }
}
