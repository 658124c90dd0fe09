package dev.revisor.engine.desired;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Looks for the chapter that an edit is about, and whether the rest of the schema can do without
/// it. The rest is the same before and after the edit and was loaded before: it makes again what it
/// made then if nothing in it names anything of the chapter. The one exception are foreign keys to
/// tables of the chapter, which [Joint] looks at afterwards. The other way round, the chapter makes
/// what it would make in its places if all that it names was as it is in the end.
final class Chapters {
  private final Edit edit;
  private final Catalog known;
  private final List<Piece> pieces;

  Chapters(Edit edit, Catalog known) {
    this.edit = edit;
    this.known = known;
    this.pieces = edit.after();
  }

  /// Statements by what they have to do with some tables.
  private record Parted(Set<Integer> chapter, Set<Integer> keys, Set<String> more) {}

  Optional<Chapter> about(Set<String> tables) {
    var words = Words.in(edit.statements());
    var heads = heads();
    if (words.isEmpty() || heads.isEmpty() || namesTemporary(words.get())) {
      return Optional.empty();
    }
    var parted = parted(new HashSet<>(tables), words.get());
    while (parted.isPresent() && !parted.get().more.isEmpty()) {
      var more = new HashSet<>(tables);
      more.addAll(parted.get().more);
      tables = more;
      parted = parted(tables, words.get());
    }
    var subjects = Set.copyOf(tables);
    return parted
        .filter(parts -> isInOrder(parts, heads))
        .filter(parts -> isAllKnown(parts, heads))
        .flatMap(parts -> chapter(subjects, parts, heads, words.get()));
  }

  /// What is made there is listed nowhere, and found first.
  private static boolean namesTemporary(Words words) {
    return !words.mentioning(Set.of("pg_temp")).isEmpty();
  }

  /// Of all statements; empty if one has none.
  private List<Head> heads() {
    var heads = new ArrayList<Head>();
    for (var piece : pieces) {
      var head = Head.of(piece);
      if (head.isEmpty()) {
        return List.of();
      }
      heads.add(head.get());
    }
    return heads;
  }

  /// Every statement that may name something of these tables is about one of them, refers to one by
  /// a foreign key, or is about a sequence that belongs to them.
  private Optional<Parted> parted(Set<String> tables, Words words) {
    var names = new HashSet<>(Belongings.of(known, tables).relations());
    names.addAll(tables);
    if (!names.stream().allMatch(Words::canFind)) {
      return Optional.empty();
    }
    var parted = new Parted(new TreeSet<>(), new TreeSet<>(), new HashSet<>());
    for (var at : words.mentioning(names)) {
      var piece = pieces.get(at);
      var subject = Subject.of(piece.text());
      var tokens = Tokens.of(piece.text());
      if (subject.isPresent() && tables.contains(subject.get().name())
          || namesIndex(tokens, names)) {
        parted.chapter.add(at);
      } else if (refersOnly(tokens, tables, names)) {
        parted.keys.add(at);
      } else if (subject.isPresent() && isAboutSequence(tokens)) {
        parted.more.add(subject.get().name());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(parted);
  }

  private static boolean namesIndex(Tokens tokens, Set<String> names) {
    return tokens.hasRow(0, "COMMENT", "ON", "INDEX") && names.contains(tokens.name(3));
  }

  private static boolean isAboutSequence(Tokens tokens) {
    return tokens.isWord(1, "SEQUENCE") || tokens.isWord(tokens.find(1, "ON") + 1, "SEQUENCE");
  }

  /// Whether a table's statement names these only as what its foreign keys refer to.
  private static boolean refersOnly(Tokens tokens, Set<String> tables, Set<String> names) {
    if (!tokens.hasRow(0, "CREATE", "TABLE") && !tokens.hasRow(0, "ALTER", "TABLE")) {
      return false;
    }
    for (var at = 0; at < tokens.size(); at++) {
      if (tokens.isWord(at, "REFERENCES") && tables.contains(tokens.name(at + 1))) {
        at = tokens.nameEnd(at + 1) - 1;
      } else {
        var text = tokens.all().get(at).text();
        var words = Words.of(text);
        if (names.stream().anyMatch(name -> Words.isAmong(name, words, text))) {
          return false;
        }
      }
    }
    return true;
  }

  /// Whether all that the chapter names is there and as it stays where the chapter names it, and
  /// what foreign keys refer to is made before them.
  private boolean isInOrder(Parted parted, List<Head> heads) {
    var changedLater = new Words.Sought();
    var isEverythingChangedLater = false;
    for (var at = pieces.size() - 1; at >= 0; at--) {
      if (!parted.chapter.contains(at)) {
        changedLater.add(heads.get(at).changed());
        isEverythingChangedLater |= heads.get(at).reach() == Head.Reach.EVERYTHING;
      } else if (isEverythingChangedLater || changedLater.isIn(pieces.get(at).text())) {
        return false;
      }
    }
    return parted.chapter.stream().allMatch(at -> isBeforeKeys(at, parted.keys));
  }

  private boolean isBeforeKeys(int at, Set<Integer> keys) {
    var subject = Subject.of(pieces.get(at).text());
    if (subject.isEmpty() || subject.get().part() == Subject.Part.ASIDE) {
      return true;
    }
    var table = new Words.Sought();
    table.add(Set.of(subject.get().name()));
    return keys.stream()
        .filter(key -> key < at)
        .noneMatch(key -> table.isIn(pieces.get(key).text()));
  }

  /// Whether the catalog has what the rest makes, and the schemas that names are looked for in:
  /// there may be something out of sight.
  private boolean isAllKnown(Parted parted, List<Head> heads) {
    var names = new HashSet<>(Set.of(""));
    var schemas = new HashSet<>(Set.of("", "public", "pg_catalog", "user"));
    for (var id : known.objects().keySet()) {
      names.add(Belongings.key(id.name()));
      names.add(Belongings.key(id.detail()));
      if (id.kind() == Kind.SCHEMA) {
        schemas.add(Belongings.key(id.name()));
      }
    }
    for (var at = 0; at < pieces.size(); at++) {
      var isRun = parted.chapter.contains(at);
      if (!schemas.containsAll(heads.get(at).schemas())
          || !isRun && !names.contains(heads.get(at).made())) {
        return false;
      }
    }
    return true;
  }

  private Optional<Chapter> chapter(
      Set<String> tables, Parted parted, List<Head> heads, Words words) {
    var statements = new ArrayList<Piece>();
    var made = new HashSet<String>();
    for (var at = 0; at < pieces.size(); at++) {
      var head = heads.get(at);
      if (parted.chapter.contains(at) || head.reach() == Head.Reach.SETTING) {
        statements.add(pieces.get(at));
        made.add(head.made());
      }
    }
    made.remove("");
    var joint = new Joint(known, tables);
    return joint.isPlain()
        ? Optional.of(new Chapter(statements, made, joint, new Chapter.Rest(words, parted.chapter)))
        : Optional.empty();
  }
}
