package dev.revisor.engine.desired;

import dev.revisor.engine.scratch.Moment;
import dev.revisor.schema.Catalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What became of the statements of a desired schema whose catalog is known.
public final class Edit {
  private final List<Piece> after;
  private final List<String> removed;
  private final Set<Integer> added;

  /// @param after the statements of now
  /// @param removed those of old that are no more
  /// @param added the places of the new ones; all others were there, in this order
  private Edit(List<Piece> after, List<String> removed, Set<Integer> added) {
    this.after = after;
    this.removed = removed;
    this.added = added;
  }

  static Edit between(List<String> before, List<Piece> after) {
    var left = new HashMap<String, Integer>();
    after.forEach(piece -> left.merge(piece.text(), 1, Integer::sum));
    var kept = new ArrayList<String>();
    var removed = new ArrayList<String>();
    before.forEach(text -> (isTaken(left, text) ? kept : removed).add(text));
    var added = new HashSet<Integer>();
    var place = 0;
    for (var at = 0; at < after.size(); at++) {
      if (place < kept.size() && kept.get(place).equals(after.get(at).text())) {
        place++;
      } else {
        added.add(at);
      }
    }
    removed.addAll(kept.subList(place, kept.size()));
    return new Edit(after, removed, added);
  }

  private static boolean isTaken(Map<String, Integer> left, String text) {
    return left.merge(text, -1, Integer::sum) >= 0;
  }

  List<Piece> after() {
    return after;
  }

  Set<Integer> added() {
    return added;
  }

  /// Whether only what is around statements has changed.
  public boolean isNothing() {
    return removed.isEmpty() && added.isEmpty();
  }

  /// Whether it is about some tables alone, by the changed statements themselves.
  public boolean isAboutTables() {
    return subjects().isPresent();
  }

  /// What has to be made again, if that can be told.
  ///
  /// @param known what the statements of old made
  public Optional<Chapter> chapter(Catalog known) {
    return subjects().flatMap(names -> new Chapters(this, known).about(names));
  }

  /// The tables that changed statements are about; empty if one is about something else.
  private Optional<Set<String>> subjects() {
    var changed = new ArrayList<>(removed);
    added.forEach(at -> changed.add(after.get(at).text()));
    var names = new HashSet<String>();
    for (var statement : changed) {
      var subject = Subject.of(statement);
      if (subject.isEmpty() || Moment.decides(statement)) {
        return Optional.empty();
      }
      names.add(subject.get().name());
    }
    return Optional.of(names);
  }

  /// The statements of now, for the next edit.
  public List<String> statements() {
    return after.stream().map(Piece::text).toList();
  }
}
