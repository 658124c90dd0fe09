package dev.revisor.schema.diff;

import dev.revisor.schema.ddl.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Actions and what must come before what. An edge that is only a wish is left out where it would
/// close a circle.
final class ActionGraph {
  private final TreeMap<Action.Key, Action> actions = new TreeMap<>();
  private final Map<Action.Key, SortedSet<Action.Key>> next = new HashMap<>();
  private final List<Edge> wishes = new ArrayList<>();

  private record Edge(Action.Key first, Action.Key then) {}

  void add(Action action) {
    actions.put(action.key(), action);
  }

  boolean has(Action.Key key) {
    return actions.containsKey(key);
  }

  Collection<Action> actions() {
    return Collections.unmodifiableCollection(actions.values());
  }

  /// That one action must be done before another; both must be there.
  void order(Action.Key first, Action.Key then) {
    if (!first.equals(then) && has(first) && has(then)) {
      next.computeIfAbsent(first, _ -> new TreeSet<>()).add(then);
    }
  }

  /// That one action should be done before another.
  void wish(Action.Key first, Action.Key then) {
    if (!first.equals(then) && has(first) && has(then)) {
      wishes.add(new Edge(first, then));
    }
  }

  /// That all of some actions should be done before all of some others.
  void wish(Collection<Action.Key> first, Collection<Action.Key> then) {
    first.forEach(one -> then.forEach(other -> wish(one, other)));
  }

  /// All actions in order.
  ///
  /// @throws UnorderableException naming a circle, if there is one
  List<Action> ordered() {
    grantWishes();
    var waiting = new HashMap<Action.Key, Integer>();
    next.values().forEach(keys -> keys.forEach(key -> waiting.merge(key, 1, Integer::sum)));
    var ready = new PriorityQueue<Action.Key>();
    actions.keySet().stream().filter(key -> !waiting.containsKey(key)).forEach(ready::add);
    var ordered = new ArrayList<Action>();
    while (!ready.isEmpty()) {
      var key = ready.remove();
      ordered.add(actions.get(key));
      for (var after : next.getOrDefault(key, Collections.emptySortedSet())) {
        if (waiting.merge(after, -1, Integer::sum) == 0) {
          ready.add(after);
        }
      }
    }
    if (ordered.size() < actions.size()) {
      throw new UnorderableException(
          waiting.entrySet().stream()
              .filter(entry -> entry.getValue() > 0)
              .map(entry -> entry.getKey().phase() + " " + entry.getKey().object().path())
              .sorted()
              .toList());
    }
    return ordered;
  }

  /// Takes each wish that closes no circle.
  private void grantWishes() {
    for (var wish : wishes) {
      if (!reaches(wish.then(), wish.first())) {
        order(wish.first(), wish.then());
      }
    }
    wishes.clear();
  }

  private boolean reaches(Action.Key start, Action.Key end) {
    var seen = new TreeSet<Action.Key>();
    var open = new ArrayList<Action.Key>();
    open.add(start);
    while (!open.isEmpty()) {
      var key = open.removeLast();
      if (key.equals(end)) {
        return true;
      }
      if (seen.add(key)) {
        open.addAll(next.getOrDefault(key, Collections.emptySortedSet()));
      }
    }
    return false;
  }

  /// The statements in as few parts as their forms allow: parts with an even number are
  /// transactions, the others run outside one. A part may be empty.
  List<List<Action>> parts() {
    var ordered = ordered();
    var earliest = new HashMap<Action.Key, Integer>();
    var parts = new ArrayList<List<Action>>();
    for (var action : ordered) {
      var part = earliest.getOrDefault(action.key(), 0);
      if (part % 2 != (action.stage().form() == Stage.Form.CONCURRENT ? 1 : 0)) {
        part++;
      }
      while (parts.size() <= part) {
        parts.add(new ArrayList<>());
      }
      parts.get(part).add(action);
      var then = action.stage().settling() == Stage.Settling.WHEN_COMMITTED ? part + 1 : part;
      for (var after : next.getOrDefault(action.key(), Collections.emptySortedSet())) {
        earliest.merge(after, then, Math::max);
      }
    }
    return parts;
  }
}
