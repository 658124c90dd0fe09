package dev.revisor.lint;

import dev.revisor.lint.sql.Name;
import java.util.List;

/// Which tables wait, and for whom.
final class LockChecks implements Check {
  static final Rule SEVERAL =
      new Rule(
          "several-locks-in-one-transaction",
          Level.LOCKING,
          "One transaction locks several existing tables against readers (with a database at hand:"
              + " large ones).",
          "The first stays locked while the second is waited for, and who takes them in another"
              + " order deadlocks.",
          "A revision for each table.");
  static final Rule HOT =
      new Rule(
          "hot-table",
          Level.WARNING,
          "A large or busy table is locked (only with a database at hand).",
          "Whatever waits here makes many wait.",
          "Run it when little happens, with a short lock timeout.");

  @Override
  public List<Rule> rules() {
    return List.of(SEVERAL, HOT);
  }

  @Override
  public void look(Place place, Report report) {
    var progress = place.progress();
    Locks.of(place.command(), place.known())
        .forEach(
            (table, mode) -> {
              if (place.isNew(table)) {
                return;
              }
              if (mode == Locks.Mode.ACCESS_EXCLUSIVE
                  && progress.inTransaction()
                  && !isSmall(table, place)
                  && !place.isOwn(table)) {
                several(table, place, report);
              }
              if (mode.compareTo(Locks.Mode.SHARE) >= 0) {
                hot(table, mode, place, report);
              }
            });
  }

  private static void several(Name table, Place place, Report report) {
    var held = place.progress().locked();
    if (held.contains(table)) {
      return;
    }
    var other =
        held.stream().filter(name -> !isSmall(name, place) && !place.isOwn(name)).findFirst();
    if (other.isEmpty()) {
      return;
    }
    report.add(
        SEVERAL,
        place,
        "%s is locked while %s is locked already".formatted(shown(table), shown(other.get())),
        "a revision for each table");
  }

  /// Whether a database says so; without one, no table is.
  private static boolean isSmall(Name table, Place place) {
    var activity = place.options().activity().get(table);
    return activity != null && activity.rows() < place.options().hotRows();
  }

  private static String shown(Name table) {
    return table.schema().equals("public") ? Name.quoted(table.local()) : table.toString();
  }

  private static void hot(Name table, Locks.Mode mode, Place place, Report report) {
    var activity = place.options().activity().get(table);
    if (activity == null) {
      return;
    }
    var most = place.options().hotRows();
    if (activity.rows() >= most || activity.changes() >= most) {
      report.add(
          HOT,
          place,
          "%s has about %d rows (%d MB) and %d changes since the statistics began; it is locked %s"
              .formatted(
                  shown(table),
                  activity.rows(),
                  activity.bytes() / 1_000_000,
                  activity.changes(),
                  mode.words()),
          "SET LOCAL lock_timeout = '2s'; -- before the statement");
    }
  }
}
