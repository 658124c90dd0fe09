package dev.revisor.engine.desired;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which statements have a word anywhere: as a name, in a string, in the body of a function. A word
/// counts in any case, and without the underscores before it: the array of `t` is `_t`.
final class Words {
  /// PostgreSQL cuts longer names off, in bytes of the database's encoding.
  private static final int LONGEST = 62;

  private static final int LONGEST_OF_OTHER_LETTERS = 15;

  /// Names spelled otherwise than they are: `U&"…"`, `E'…\x41…'`.
  private static final Pattern SPELLED = Pattern.compile("(?i)\\bu&['\"]|\\be'[^']*\\\\");

  private final List<String> texts;
  private final Map<String, List<Integer>> places = new HashMap<>();

  private Words(List<String> texts) {
    this.texts = texts;
  }

  /// @return empty where a name may not be what it looks like
  static Optional<Words> in(List<String> statements) {
    var words = new Words(statements.stream().map(Words::told).toList());
    for (var at = 0; at < words.texts.size(); at++) {
      var text = words.texts.get(at);
      if (isSpelledOtherwise(text) || !words.add(at, text)) {
        return Optional.empty();
      }
    }
    return Optional.of(words);
  }

  private static boolean isSpelledOtherwise(String text) {
    return (text.indexOf('&') >= 0 || text.indexOf('\\') >= 0) && SPELLED.matcher(text).find();
  }

  /// What comments say means nothing.
  private static String told(String statement) {
    if (!statement.regionMatches(true, 0, "COMMENT", 0, 7)) {
      return statement;
    }
    var told = new StringBuilder();
    Tokens.of(statement).all().stream()
        .filter(token -> token.isIdentifier())
        .forEach(token -> told.append(token.text()).append(' '));
    return told.toString();
  }

  private boolean add(int at, String text) {
    for (var word : of(text)) {
      if (word.length() > LONGEST_OF_OTHER_LETTERS && mayBeCut(word)) {
        return false;
      }
      places.computeIfAbsent(word, _ -> new ArrayList<>(2)).add(at);
    }
    return true;
  }

  private static boolean mayBeCut(String word) {
    return word.length() > LONGEST || word.chars().anyMatch(c -> c > 127);
  }

  /// All words of a text.
  static Set<String> of(String text) {
    var found = new HashSet<String>();
    for (var from = 0; from < text.length(); ) {
      var to = from;
      while (to < text.length() && isOfWord(text.charAt(to))) {
        to++;
      }
      if (to > from) {
        var word = key(text.substring(from, to));
        found.add(word);
        if (word.charAt(0) == '_') {
          found.add(word.replaceFirst("^_+", ""));
        }
      }
      from = to + 1;
    }
    return found;
  }

  private static boolean isOfWord(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c > 127;
  }

  /// A name as it is compared here, in whatever case it was written.
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// Whether one of the words of a text, or the text itself where it is a name of several, is meant
  /// by a name.
  static boolean isAmong(String name, Set<String> words, String text) {
    return isOneWord(name) ? words.contains(name) : key(text).contains(name);
  }

  /// Names that are looked for in many texts.
  static final class Sought {
    private final Set<String> words = new HashSet<>();
    private final Set<String> others = new HashSet<>();

    void add(Set<String> names) {
      names.forEach(name -> (isOneWord(name) ? words : others).add(name));
    }

    boolean isIn(String text) {
      return of(text).stream().anyMatch(words::contains) || hasOther(text);
    }

    private boolean hasOther(String text) {
      if (others.isEmpty()) {
        return false;
      }
      var key = key(text);
      return others.stream().anyMatch(key::contains);
    }
  }

  private static boolean isOneWord(String name) {
    return name.chars().allMatch(c -> isOfWord((char) c));
  }

  /// The statements that may name one of these, in their order.
  Set<Integer> mentioning(Set<String> names) {
    var found = new TreeSet<Integer>();
    for (var name : names) {
      if (isOneWord(name)) {
        found.addAll(places.getOrDefault(name, List.of()));
      } else {
        for (var at = 0; at < texts.size(); at++) {
          if (key(texts.get(at)).contains(name)) {
            found.add(at);
          }
        }
      }
    }
    return found;
  }

  /// Whether a name can be found: not one with quotes in it, nor one of several words in letters
  /// whose case depends on their neighbours.
  static boolean canFind(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && (isOneWord(name) || name.chars().allMatch(c -> c < 128 && c != '"' && c != '\''));
  }
}
