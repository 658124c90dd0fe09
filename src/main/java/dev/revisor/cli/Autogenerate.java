package dev.revisor.cli;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.revision.Revision;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.ddl.Stage.Form;
import dev.revisor.schema.diff.AcrossVersions;
import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.schema.diff.Change;
import dev.revisor.schema.diff.Difference;
import dev.revisor.schema.diff.Part;
import dev.revisor.schema.diff.UnorderableException;
import dev.revisor.schema.diff.Vicinity;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Writes the revisions that lead to the desired schema: works out the statements, runs them in a
/// scratch copy of what there is, and takes their undoing from what that copy then was. What the
/// copy shows to be right is proven; the rest is said.
final class Autogenerate {
  private final SchemaWork work;
  private final List<Rename> renames;
  private final List<String> doubts = new ArrayList<>();

  Autogenerate(SchemaWork work, List<Rename> renames) {
    this.work = work;
    this.renames = renames;
  }

  /// A revision to be written.
  ///
  /// @param upgrade SQL of the section
  /// @param downgrade SQL of the section
  record Draft(Form form, String upgrade, String downgrade, Form downgradeForm) {}

  /// What came of it.
  ///
  /// @param drafts in order; none: no difference
  /// @param doubts what could not be proven, in words
  record Generated(List<Change> changes, List<Draft> drafts, List<String> doubts) {}

  /// From the result of the revisions.
  Generated fromRevisions(List<Revision> revisions) {
    return fromRevisions(revisions, work::desired);
  }

  /// From nothing to the schema of a live database: the first revision of what nobody has a history
  /// of.
  Generated toLive(ConnectionSettings database) {
    return fromRevisions(List.of(), () -> work.read(database));
  }

  private Generated fromRevisions(List<Revision> revisions, Supplier<Catalog> wanted) {
    var ids = revisions.stream().map(Revision::id).toList();
    var routes = List.of(Route.toHeads());
    var both = work.both(() -> work.made(ids, routes), wanted);
    return towards(
        both.one(),
        both.other(),
        (before, desired) -> {
          try (var scratch = work.migrated(ids, routes);
              var copy = Copy.of(scratch, work)) {
            return generate(copy, before, desired);
          }
        });
  }

  /// From the schema of a live database.
  Generated fromLive(ConnectionSettings database) {
    var both = work.both(() -> work.read(database), work::desired);
    return towards(both.one(), both.other(), this::onWholeCopy);
  }

  /// First on a copy of what the difference has to do with: the rest is named by no statement.
  /// Where that leaves a doubt, on a copy of everything, and that one counts.
  private Generated towards(Catalog before, Catalog wanted, Way whole) {
    var desired = AcrossVersions.asOn(before, wanted);
    if (renames.isEmpty()) {
      if (CatalogDiff.changes(before, desired).isEmpty()) {
        return new Generated(List.of(), List.of(), List.of());
      }
      var tried = onVicinity(before, desired);
      if (tried.doubts().isEmpty()) {
        return tried;
      }
      doubts.clear();
    }
    return whole.of(before, desired);
  }

  /// A way to the desired schema, and how sure it is.
  private interface Way {
    Generated of(Catalog before, Catalog desired);
  }

  /// The server makes its scratch database while it is worked out here how that becomes the copy,
  /// and the copy while the way is worked out.
  private Generated onVicinity(Catalog before, Catalog desired) {
    var expected = work.roomAhead();
    var prepared =
        Together.of(
            () -> CopyPlan.ahead(Vicinity.of(before, desired), before, expected), work::takeRoom);
    var plan = prepared.one();
    try (var room = prepared.other()) {
      var copying =
          Together.of(
              () -> copied(room.copy(), () -> plan.from(room.there()), plan.original()),
              () -> CatalogDiff.between(before, desired, Manner.ONLINE));
      var goal = new Goal(before, desired, plan.vicinity()::in);
      return copying.one()
          ? generate(room.copy(), goal, new Renamed(before, List.of(), List.of()), copying.other())
          : unproven(before, desired);
    }
  }

  /// From what to what.
  ///
  /// @param seen what of a catalog the scratch has
  private record Goal(Catalog before, Catalog desired, UnaryOperator<Catalog> seen) {}

  /// The scratch that holds the desired schema is made a copy of the live one: by the way back,
  /// which is proven so as well.
  private Generated onWholeCopy(Catalog live, Catalog desired) {
    return work.withDesired(
        (scratch, loaded) -> {
          try (var copy = Copy.of(scratch, work)) {
            return copied(copy, () -> CopyPlan.parts(loaded, live), live)
                ? generate(copy, live, desired)
                : unproven(live, desired);
          }
        });
  }

  /// @param way leads from what the scratch has
  private boolean copied(Copy copy, Supplier<List<Part>> way, Catalog original) {
    try {
      copy.run(way.get());
      doubt(
          "a copy of the database differs from it",
          CatalogDiff.changes(original, seen(copy, original)));
      return true;
    } catch (SQLException e) {
      doubts.add("the database could not be copied: " + SqlStates.message(e));
    } catch (UnorderableException e) {
      doubts.add("the database could not be copied: " + e.getMessage());
    }
    return false;
  }

  /// What the copy is now, as the database's server would tell it.
  private static Catalog seen(Copy copy, Catalog before) {
    return AcrossVersions.asOn(before, copy.read());
  }

  /// Without a copy: the statements as they were worked out.
  private Generated unproven(Catalog before, Catalog desired) {
    var up = CatalogDiff.between(before, desired, Manner.PLAIN);
    var down = CatalogDiff.between(desired, before, Manner.PLAIN);
    var drafts =
        up.isEmpty()
            ? List.<Draft>of()
            : List.of(new Draft(Form.TRANSACTIONAL, up.sql(), down.sql(), Form.TRANSACTIONAL));
    return new Generated(up.changes(), drafts, List.copyOf(doubts));
  }

  private Generated generate(Copy copy, Catalog before, Catalog desired) {
    var renamed = rename(copy, before);
    var difference = CatalogDiff.between(renamed.catalog(), desired, Manner.ONLINE);
    var goal = new Goal(before, desired, UnaryOperator.identity());
    return generate(copy, goal, renamed, difference);
  }

  private Generated generate(Copy copy, Goal goal, Renamed renamed, Difference difference) {
    if (difference.isEmpty() && renamed.forwards().isEmpty()) {
      return new Generated(List.of(), List.of(), List.of());
    }
    var parts = new ArrayList<>(difference.parts());
    if (!renamed.forwards().isEmpty()) {
      parts.addFirst(new Part(Form.TRANSACTIONAL, renamed.forwards()));
    }
    var hints = new RenameHints(difference.changes()).lines();
    var drafts = new ArrayList<Draft>();
    var undoings = new ArrayList<Difference>();
    var states = new ArrayList<Catalog>(List.of(goal.seen.apply(goal.before)));
    try {
      for (var part : parts) {
        if (part.statements().equals(renamed.forwards())) {
          var back = sql(renamed.backwards());
          drafts.add(new Draft(part.form(), sql(part), back, Form.TRANSACTIONAL));
          states.add(renamed.catalog());
          continue;
        }
        copy.run(List.of(part));
        var after = seen(copy, goal.before);
        var down = CatalogDiff.undoing(part, after, states.getLast());
        drafts.add(draft(part, down, drafts.isEmpty() ? hints : List.of()));
        undoings.add(down);
        states.add(after);
      }
      doubt(
          "the upgrade does not give",
          CatalogDiff.changes(states.getLast(), goal.seen.apply(goal.desired)));
      proveDowngrades(copy, states, undoings);
    } catch (SQLException e) {
      doubts.add("a statement failed on a copy: " + SqlStates.message(e));
      if (drafts.size() < parts.size()) {
        return unproven(goal.before, goal.desired);
      }
    }
    return new Generated(difference.changes(), drafts, List.copyOf(doubts));
  }

  private static Draft draft(Part part, Difference down, List<String> hints) {
    var alone = part.form() == Form.CONCURRENT || !down.isInOneTransaction();
    var notes = String.join("", hints.stream().map(hint -> hint + "\n").toList());
    return new Draft(
        part.form(), notes + sql(part), down.sql(), alone ? Form.CONCURRENT : Form.TRANSACTIONAL);
  }

  /// Down again, part by part, each time to the state before it.
  ///
  /// @param undoings of the last parts
  private void proveDowngrades(Copy copy, List<Catalog> states, List<Difference> undoings)
      throws SQLException {
    for (var at = 1; at <= undoings.size(); at++) {
      copy.run(undoings.get(undoings.size() - at).parts());
      doubt(
          "the downgrade does not give",
          CatalogDiff.changes(seen(copy, states.getFirst()), states.get(states.size() - 1 - at)));
    }
  }

  private void doubt(String what, List<Change> changes) {
    changes.forEach(change -> doubts.add(what + ": " + change.described()));
  }

  /// What `--rename` said, done to the copy.
  private record Renamed(Catalog catalog, List<String> forwards, List<String> backwards) {}

  private Renamed rename(Copy copy, Catalog before) {
    if (renames.isEmpty()) {
      return new Renamed(before, List.of(), List.of());
    }
    var forwards = new ArrayList<String>();
    var backwards = new ArrayList<String>();
    for (var rename : renames) {
      forwards.add(rename.sql(before));
      backwards.addFirst(rename.reversed().sql(before));
    }
    try {
      copy.run(List.of(new Part(Form.TRANSACTIONAL, forwards)));
    } catch (SQLException e) {
      throw Failure.usage("--rename: " + SqlStates.message(e));
    }
    return new Renamed(seen(copy, before), forwards, backwards);
  }

  private static String sql(Part part) {
    return new Difference(List.of(), List.of(part)).sql();
  }

  private static String sql(List<String> statements) {
    return sql(new Part(Form.TRANSACTIONAL, statements));
  }
}
