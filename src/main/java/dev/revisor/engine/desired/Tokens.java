package dev.revisor.engine.desired;

import dev.revisor.script.Lexeme;
import dev.revisor.script.Lexeme.Kind;
import dev.revisor.script.Lexemes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The tokens of a statement, asked for by their places. Beyond the end there is nothing that any
/// question fits.
record Tokens(List<Lexeme> all) {
  static Tokens of(String statement) {
    return new Tokens(Lexemes.of(statement, Integer.MAX_VALUE));
  }

  /// The first tokens only.
  static Tokens of(String statement, int most) {
    return new Tokens(Lexemes.of(statement, most));
  }

  int size() {
    return all.size();
  }

  /// Whether these key words stand at a place, one behind the other.
  boolean hasRow(int at, String... words) {
    return IntStream.range(0, words.length).allMatch(i -> isWord(at + i, words[i]));
  }

  /// How many places these key words take, if they stand there.
  int passed(int at, String... words) {
    return hasRow(at, words) ? words.length : 0;
  }

  boolean isWord(int at, String word) {
    return at < size() && all.get(at).isWord(word);
  }

  boolean isSymbol(int at, String symbol) {
    return at < size() && all.get(at).isSymbol(symbol);
  }

  boolean isName(int at) {
    return at < size() && (all.get(at).kind() == Kind.WORD || all.get(at).kind() == Kind.QUOTED);
  }

  /// Whether one of these key words stands anywhere.
  boolean hasAny(String... words) {
    return IntStream.range(0, size())
        .anyMatch(at -> List.of(words).stream().anyMatch(word -> isWord(at, word)));
  }

  /// The place of a key word, from a place on; the end where it is not there.
  int find(int from, String word) {
    return IntStream.range(from, size()).filter(at -> isWord(at, word)).findFirst().orElse(size());
  }

  /// Behind the dotted name that begins at a place; the place itself where none does.
  int nameEnd(int at) {
    if (!isName(at)) {
      return at;
    }
    var end = at + 1;
    while (isSymbol(end, ".") && isName(end + 1)) {
      end += 2;
    }
    return end;
  }

  /// The last part of the dotted name that begins at a place; empty where none does.
  String name(int at) {
    var end = nameEnd(at);
    return end == at ? "" : Words.key(all.get(end - 1).name());
  }

  /// What stands before the last part of the dotted name that begins at a place.
  Set<String> qualifiers(int at) {
    return IntStream.iterate(at, part -> part < nameEnd(at) - 1, part -> part + 2)
        .mapToObj(part -> Words.key(all.get(part).name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Behind the parenthesis that closes the one at a place; the end where none does.
  int closed(int open) {
    var depth = 0;
    for (var at = open; at < size(); at++) {
      depth += isSymbol(at, "(") ? 1 : isSymbol(at, ")") ? -1 : 0;
      if (depth == 0) {
        return at + 1;
      }
    }
    return size();
  }

  /// Whether a comma stands outside parentheses.
  boolean hasList() {
    for (var at = 0; at < size(); at = isSymbol(at, "(") ? closed(at) : at + 1) {
      if (isSymbol(at, ",")) {
        return true;
      }
    }
    return false;
  }

  /// Whether it is `ALTER TABLE t ADD [CONSTRAINT c] FOREIGN KEY …` and nothing more: it changes
  /// nothing that another statement could ask for.
  boolean addsForeignKeyOnly() {
    var table = 2 + passed(2, "ONLY");
    var add = nameEnd(table);
    var key = add + 1 + (isWord(add + 1, "CONSTRAINT") ? 2 : 0);
    return hasRow(0, "ALTER", "TABLE")
        && isWord(add, "ADD")
        && hasRow(key, "FOREIGN", "KEY")
        && !hasList();
  }
}
