package dev.revisor.lint;

import dev.revisor.lint.known.KnownTable;
import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.ObjectKind;
import dev.revisor.lint.sql.Option;
import dev.revisor.script.StatementKind;
import java.util.List;
import java.util.stream.Collectors;

/// Indexes: made and dropped without stopping writers.
final class IndexChecks implements Check {
  static final Rule CREATE =
      new Rule(
          "index-not-concurrent",
          Level.LOCKING,
          "An index is made on an existing table without CONCURRENTLY.",
          "CREATE INDEX lets nobody write to the table until the index is complete.",
          "CREATE INDEX CONCURRENTLY in a revision with transaction=none.");
  static final Rule DROP =
      new Rule(
          "drop-index-not-concurrent",
          Level.LOCKING,
          "An index is dropped without CONCURRENTLY.",
          "DROP INDEX waits for all who use the table, and all who come after wait for it.",
          "DROP INDEX CONCURRENTLY in a revision with transaction=none.");
  static final Rule IN_TRANSACTION =
      new Rule(
          "concurrently-in-transaction",
          Level.ERROR,
          "A statement stands in a transaction where the server refuses it.",
          "CONCURRENTLY, VACUUM, CREATE DATABASE and others cannot run in a transaction block.",
          "Write `-- revisor:upgrade transaction=none`, best in a revision of its own.");
  static final Rule WIDE =
      new Rule(
          "wide-index",
          Level.STYLE,
          "An index that is not unique has more than three columns.",
          "Columns behind the third seldom help a query, and every write pays for them.",
          "Index the columns that select, and INCLUDE the others where they are read.");

  private static final int MOST_COLUMNS = 3;

  @Override
  public List<Rule> rules() {
    return List.of(CREATE, DROP, IN_TRANSACTION, WIDE);
  }

  @Override
  public void look(Place place, Report report) {
    if (place.statement().kind() == StatementKind.OUTSIDE_TRANSACTION
        && place.progress().inTransaction()) {
      var how =
          place.progress().hasBegun()
              ? "take it out of the transaction that the script begins"
              : "-- revisor:" + section(place) + " transaction=none";
      report.add(IN_TRANSACTION, place, "the server refuses this statement in a transaction", how);
    }
    switch (place.command()) {
      case Command.CreateIndex index -> create(index, place, report);
      case Command.Drop drop when drop.kind() == ObjectKind.INDEX -> drop(drop, place, report);
      default -> {
        // no index
      }
    }
  }

  private static String section(Place place) {
    return place.part() == Part.UPGRADE ? "upgrade" : "downgrade";
  }

  private static void create(Command.CreateIndex index, Place place, Report report) {
    var unique = index.options().contains(Option.UNIQUE);
    if (!unique && index.columns().size() > MOST_COLUMNS) {
      report.add(
          WIDE,
          place,
          "this index has " + index.columns().size() + " columns",
          "an index on the first columns, and INCLUDE (…) for those that are only read");
    }
    if (index.options().contains(Option.CONCURRENTLY) || place.isNew(index.table())) {
      return;
    }
    report.add(
        CREATE,
        place,
        "writes to " + index.table() + " wait until this index is complete",
        alternative(index, place, unique));
  }

  private static String alternative(Command.CreateIndex index, Place place, boolean unique) {
    var kind = unique ? "UNIQUE INDEX" : "INDEX";
    var columns =
        index.columns().stream()
            .map(column -> column.isEmpty() ? "…" : Name.quoted(column))
            .collect(Collectors.joining(", "));
    var name = index.index().isEmpty() ? "" : " " + index.index();
    if (place.table(index.table()).map(KnownTable::isPartitioned).orElse(false)) {
      return """
          CREATE %s%s ON ONLY %s (%s);
          -- then CREATE INDEX CONCURRENTLY on each partition, and ALTER INDEX … ATTACH PARTITION"""
          .formatted(kind, name, index.table(), columns);
    }
    return "-- in a revision with transaction=none:\nCREATE %s CONCURRENTLY%s ON %s (%s);"
        .formatted(kind, name, index.table(), columns);
  }

  private static void drop(Command.Drop drop, Place place, Report report) {
    if (drop.options().contains(Option.CONCURRENTLY)) {
      return;
    }
    for (var index : drop.names()) {
      var table = place.known().tableOfIndex(index).map(KnownTable::name);
      var own = place.progress().made(place.known().resolve(index));
      if (!own && !table.map(name -> place.isNew(name) || place.isOwn(name)).orElse(false)) {
        report.add(
            DROP,
            place,
            "all who use %s wait while %s is dropped"
                .formatted(table.map(Name::toString).orElse("its table"), index),
            "-- in a revision with transaction=none:\nDROP INDEX CONCURRENTLY " + index + ";");
      }
    }
  }
}
