package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.diff.Action.Key;
import dev.revisor.schema.diff.Action.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Bodies of routines are text to PostgreSQL: it keeps no dependencies of them, yet checks them when
/// they are made. What a body names is made before it, where that is possible.
final class RoutineWishes {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

  private final Catalog to;
  private final SortedMap<ObjectId, Fate> fates;
  private final Hosts hosts;
  private final ActionGraph graph;

  RoutineWishes(
      Catalog to, SortedMap<ObjectId, Fate> fates, Hosts hosts, ActionGraph graph) {
    this.to = to;
    this.fates = fates;
    this.hosts = hosts;
    this.graph = graph;
  }

  void draw() {
    var named = named();
    for (var id : fates.keySet()) {
      if (id.kind() == Kind.ROUTINE && to.has(id)) {
        words(id).stream()
            .flatMap(word -> named.getOrDefault(word, List.of()).stream())
            .filter(other -> !other.equals(id))
            .forEach(other -> wish(other, id));
      }
    }
  }

  private void wish(ObjectId first, ObjectId then) {
    for (var phase : List.of(Phase.CREATE, Phase.ALTER)) {
      var made = new Key(phase, hosts.maker(first), 0);
      graph.wish(made, new Key(Phase.CREATE, then, 0));
      graph.wish(made, new Key(Phase.ALTER, then, 0));
    }
  }

  /// What is made or changed, by its bare name.
  private Map<String, List<ObjectId>> named() {
    var named = new HashMap<String, List<ObjectId>>();
    for (var id : fates.keySet()) {
      var countsByName =
          id.kind().isRelation()
              || id.kind().isType()
              || id.kind() == Kind.SEQUENCE
              || id.kind() == Kind.ROUTINE
              || id.kind() == Kind.COLUMN;
      if (countsByName && to.has(id)) {
        var name = id.kind() == Kind.COLUMN ? id.detail() : id.name();
        named
            .computeIfAbsent(plain(name), _ -> new ArrayList<>())
            .add(id);
      }
    }
    return named;
  }

  private TreeSet<String> words(ObjectId routine) {
    var words = new TreeSet<String>();
    var object = to.get(routine);
    var found = WORD.matcher(object == null ? "" : object.get("definition", ""));
    while (found.find()) {
      words.add(found.group().toLowerCase(Locale.ROOT));
    }
    return words;
  }

  private static String plain(String name) {
    return name.replace("\"", "").toLowerCase(Locale.ROOT);
  }
}
