package dev.revisor.engine.desired;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts what a chapter makes in the place of what it made before, in a catalog that stays as it is
/// otherwise, if the two sides fit.
final class Joint {
  /// A name as PostgreSQL chooses it where another has that name already (`ChooseRelationName`,
  /// `ChooseConstraintName`).
  private static final Pattern NUMBERED =
      Pattern.compile("(.*_(?:pkey|key|excl|idx|seq|fkey|check|stat))[0-9]+");

  /// Names that are longer may have been cut.
  private static final int LONGEST_WHOLE = 58;

  private final Catalog known;
  private final Set<String> tables;
  private final Belongings old;

  /// @param tables as [Words#key] gives their names
  Joint(Catalog known, Set<String> tables) {
    this.known = known;
    this.tables = Set.copyOf(tables);
    this.old = Belongings.of(known, tables);
  }

  boolean isPlain() {
    return old.arePlain();
  }

  /// What a chapter may name of the rest, with all that this needs: of a table everything but the
  /// foreign keys. Schemas and extensions always: statements act differently with them.
  Catalog named(List<String> statements) {
    var text = String.join("\n", statements);
    var words = Words.of(text);
    var open = new ArrayDeque<ObjectId>();
    for (var id : known.objects().keySet()) {
      var everywhere = id.kind() == Kind.SCHEMA || id.kind() == Kind.EXTENSION;
      if (everywhere
          || !id.kind().isPart()
              && !old.ids().contains(id)
              && Words.isAmong(Belongings.key(id.name()), words, text)) {
        open.add(id);
      }
    }
    var within = new HashSet<ObjectId>();
    while (!open.isEmpty()) {
      var id = open.remove();
      if (within.add(id)) {
        known.dependenciesOf(id).forEach(each -> open.add(each.on()));
        open.addAll(parts(id));
      }
    }
    return known.only(within);
  }

  private List<ObjectId> parts(ObjectId whole) {
    if (!whole.kind().isRelation() && whole.kind() != Kind.DOMAIN) {
      return List.of();
    }
    var parts = new ArrayList<SchemaObject>(keys(known, whole));
    for (var kind : List.of(Kind.COLUMN, Kind.DEFAULT, Kind.CONSTRAINT, Kind.DOMAIN_CONSTRAINT)) {
      parts.addAll(known.parts(kind, whole));
    }
    return parts.stream().filter(part -> !part.is("references")).map(SchemaObject::id).toList();
  }

  /// What the rest and the chapter make together.
  ///
  /// @param there what was made for the chapter to name
  /// @param made what there is with the chapter
  /// @return empty where it would be something else, or may be
  Optional<Catalog> joined(Catalog there, Catalog made) {
    var fresh = Belongings.of(made, tables);
    var fits =
        fresh.arePlain()
            && made.without(fresh.ids()).sameAs(there)
            && namesStayApart(fresh)
            && referencesStay(made)
            && referencesAreClear(made, fresh);
    return fits ? Optional.of(join(made, fresh)) : Optional.empty();
  }

  /// All names that the chapter has taken.
  Set<String> names(Catalog made) {
    return new HashSet<>(Belongings.of(made, tables).names());
  }

  /// Those that were looked for in the rest already.
  Set<String> knownNames() {
    return Stream.concat(tables.stream(), old.relations().stream()).collect(Collectors.toSet());
  }

  private Catalog join(Catalog made, Belongings fresh) {
    var objects =
        Stream.concat(
            known.objects().values().stream().filter(each -> !old.ids().contains(each.id())),
            made.objects().values().stream().filter(each -> fresh.ids().contains(each.id())));
    var dependencies =
        Stream.concat(
            known.dependencies().stream().filter(each -> !old.ids().contains(each.dependent())),
            made.dependencies().stream().filter(each -> fresh.ids().contains(each.dependent())));
    return Catalog.of(known.serverVersion(), objects.toList(), dependencies.toList());
  }

  /// Whether PostgreSQL chooses the names it would choose if all was made in one database: nothing
  /// of the rest has a name of the chapter's, or has a number because the chapter had or has it.
  private boolean namesStayApart(Belongings fresh) {
    var ours = new HashSet<>(old.names());
    ours.addAll(fresh.names());
    for (var object : known.objects().values()) {
      if (old.ids().contains(object.id())) {
        continue;
      }
      for (var name : Belongings.namesOf(object)) {
        if (fresh.names().contains(name) || isNumbered(name, ours)) {
          return false;
        }
      }
      if (object.is("partitionOf") && haveHiddenNames(object.id(), ours)) {
        return false;
      }
    }
    return ours.stream().allMatch(name -> name.length() <= LONGEST_WHOLE);
  }

  /// Whether a name may have its number since one of these was taken, or may be one that would be
  /// taken but for its end.
  private static boolean isNumbered(String name, Set<String> names) {
    if (!Character.isDigit(name.charAt(name.length() - 1))) {
      return name.length() > LONGEST_WHOLE && name.endsWith("_seq");
    }
    var numbered = NUMBERED.matcher(name);
    return numbered.matches()
        && (names.contains(numbered.group(1)) || name.length() > LONGEST_WHOLE);
  }

  /// The indexes and keys that a partition has from its parent are listed nowhere.
  private static boolean haveHiddenNames(ObjectId partition, Set<String> names) {
    var beginning = Belongings.key(partition.name()) + "_";
    return names.stream().anyMatch(name -> name.startsWith(beginning));
  }

  /// Whether the foreign keys of the rest find what they found before.
  private boolean referencesStay(Catalog made) {
    for (var dependency : known.dependencies()) {
      if (old.ids().contains(dependency.on()) && !old.ids().contains(dependency.dependent())) {
        var key = known.get(dependency.dependent());
        var on = known.get(dependency.on());
        var now = made.get(dependency.on());
        if (key == null || !key.is("references") || on == null || now == null || !now.says(on)) {
          return false;
        }
      }
    }
    return known.objects().values().stream()
        .filter(each -> !old.ids().contains(each.id()) && each.is("references"))
        .map(each -> each.get("references", ""))
        .filter(table -> tables.contains(Belongings.last(table)))
        .distinct()
        .allMatch(table -> canBeReferred(table, made));
  }

  private boolean canBeReferred(String qualified, Catalog made) {
    var before = table(known, qualified);
    var now = table(made, qualified);
    return before.isPresent()
        && now.isPresent()
        && isOnlyOne(known, qualified)
        && isOnlyOne(made, qualified)
        && withoutComment(before.get()).says(withoutComment(now.get()))
        && keys(known, before.get().id()).equals(keys(made, now.get().id()))
        && haveClearKeys(made, now.get().id());
  }

  /// Whether no table of another schema has that name, which might be the one that is found.
  private static boolean isOnlyOne(Catalog catalog, String qualified) {
    var name = Belongings.last(qualified);
    return catalog.objects().keySet().stream()
            .filter(id -> id.kind() == Kind.TABLE && Belongings.key(id.name()).equals(name))
            .count()
        == 1;
  }

  private static SchemaObject withoutComment(SchemaObject table) {
    return table.with(Collections.singletonMap("comment", null));
  }

  /// Whether it is told by its columns which key of a table outside a foreign key of the chapter
  /// means, and that key is the table's own.
  private boolean referencesAreClear(Catalog made, Belongings fresh) {
    return made.objects().values().stream()
        .filter(each -> fresh.ids().contains(each.id()) && each.is("references"))
        .map(each -> each.get("references", ""))
        .filter(table -> !tables.contains(Belongings.last(table)))
        .distinct()
        .map(table -> table(made, table))
        .allMatch(
            table ->
                table.isPresent()
                    && !table.get().is("partitionOf")
                    && !table.get().is("inherits")
                    && haveClearKeys(made, table.get().id()));
  }

  private static Optional<SchemaObject> table(Catalog catalog, String qualified) {
    return catalog.objects().values().stream()
        .filter(each -> each.id().kind() == Kind.TABLE && each.id().qualified().equals(qualified))
        .findFirst();
  }

  /// What a foreign key can refer to.
  private static List<SchemaObject> keys(Catalog catalog, ObjectId table) {
    var constraints =
        catalog.parts(Kind.CONSTRAINT, table).stream()
            .filter(each -> Set.of("PRIMARY KEY", "UNIQUE").contains(each.get("type", "")));
    var indexes =
        catalog.objects().values().stream()
            .filter(each -> each.id().kind() == Kind.INDEX && each.is("unique"))
            .filter(each -> each.get("table", "").equals(table.qualified()));
    return Stream.concat(constraints, indexes).toList();
  }

  /// Whether no two keys of a table have the same columns: which one is taken would be a matter of
  /// which was made first.
  private static boolean haveClearKeys(Catalog catalog, ObjectId table) {
    var keys = keys(catalog, table);
    return keys.stream().map(Joint::columns).distinct().count() == keys.size();
  }

  private static Set<String> columns(SchemaObject key) {
    var definition = key.get("definition", "");
    var from = definition.indexOf('(') + 1;
    var to = definition.indexOf(')', from);
    return Stream.of(definition.substring(from, Math.max(from, to)).split(", "))
        .map(column -> column.split(" ")[0])
        .collect(Collectors.toSet());
  }
}
