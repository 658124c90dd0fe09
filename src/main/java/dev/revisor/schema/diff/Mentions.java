package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the bodies of routines name. They are text to PostgreSQL: it keeps no dependencies of them,
/// yet checks them when they are made.
final class Mentions {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern SYMBOL = Pattern.compile("[-+*/<>=~!@#%^&|`?]+");

  /// What casts count as named by; a body may use one without a word.
  private static final String CAST = "::";

  private static final Pattern QUOTED = Pattern.compile("(?=(\"(?:[^\"\n]|\"\")+\"))\"");

  private final Collection<ObjectId> ids;
  private final Catalog catalog;
  private @Nullable Map<String, List<ObjectId>> named;

  private Mentions(Collection<ObjectId> ids, Catalog catalog) {
    this.ids = ids;
    this.catalog = catalog;
  }

  /// Mentions of some objects of a catalog.
  static Mentions in(Collection<ObjectId> ids, Catalog catalog) {
    return new Mentions(ids, catalog);
  }

  /// The objects by their names; many catalogs have no routine that asks.
  private Map<String, List<ObjectId>> named() {
    if (named != null) {
      return named;
    }
    var found = new HashMap<String, List<ObjectId>>();
    for (var id : ids) {
      if (countsByName(id) && catalog.has(id)) {
        var name =
            switch (id.kind()) {
              case COLUMN -> plain(id.detail());
              case OPERATOR -> id.name();
              case CAST -> CAST;
              default -> plain(id.name());
            };
        found.computeIfAbsent(name, _ -> new ArrayList<>()).add(id);
      }
    }
    named = found;
    return found;
  }

  private static String plain(String name) {
    return name.replace("\"", "").toLowerCase(Locale.ROOT);
  }

  private static boolean countsByName(ObjectId id) {
    return switch (id.kind()) {
      case SEQUENCE, ROUTINE, AGGREGATE, OPERATOR, CAST, COLUMN -> true;
      default -> id.kind().isRelation() || id.kind().isType();
    };
  }

  /// What a routine's definition may mean by its words; nothing for other objects.
  List<ObjectId> of(ObjectId routine) {
    var object = routine.kind() == Kind.ROUTINE ? catalog.get(routine) : null;
    if (object == null) {
      return List.of();
    }
    var definition = object.get("definition", "");
    var words = new TreeSet<String>();
    WORD.matcher(definition)
        .results()
        .map(MatchResult::group)
        .map(Mentions::plain)
        .forEach(words::add);
    SYMBOL.matcher(definition).results().map(MatchResult::group).forEach(words::add);
    words.add(CAST);
    QUOTED.matcher(definition).results().map(found -> plain(found.group(1))).forEach(words::add);
    var objects = named();
    return words.stream()
        .flatMap(word -> objects.getOrDefault(word, List.of()).stream())
        .filter(id -> !id.equals(routine))
        .toList();
  }
}
