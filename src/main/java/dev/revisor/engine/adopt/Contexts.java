package dev.revisor.engine.adopt;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The contexts that Liquibase is run with, given as `-x liquibase_contexts=a,b`. Without any,
/// changesets of all contexts run.
///
/// @param names in small letters
record Contexts(Set<String> names) {
  private static final String VARIABLE = "liquibase_contexts";
  private static final Pattern TOKEN = Pattern.compile("[(),!]|[^\\s(),!]+");

  static Contexts in(Map<String, String> given) {
    return new Contexts(
        Arrays.stream(given.getOrDefault(VARIABLE, "").toLowerCase(Locale.ROOT).split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet()));
  }

  boolean areGiven() {
    return !names.isEmpty();
  }

  /// Whether something with a context expression runs: `a and !(b or c)`; a comma is an `or`.
  boolean run(String expression) {
    if (!areGiven() || expression.isBlank()) {
      return true;
    }
    var tokens = TOKEN.matcher(expression.toLowerCase(Locale.ROOT)).results();
    return new Reader(tokens.map(MatchResult::group).iterator()).any();
  }

  private final class Reader {
    private final Iterator<String> tokens;
    private String token = "";

    private Reader(Iterator<String> tokens) {
      this.tokens = tokens;
      next();
    }

    private void next() {
      token = tokens.hasNext() ? tokens.next() : "";
    }

    private boolean takes(String... words) {
      var isOne = Arrays.asList(words).contains(token);
      if (isOne) {
        next();
      }
      return isOne;
    }

    private boolean any() {
      var holds = all();
      while (takes("or", ",")) {
        holds |= all();
      }
      return holds;
    }

    private boolean all() {
      var holds = one();
      while (takes("and")) {
        holds &= one();
      }
      return holds;
    }

    private boolean one() {
      if (takes("!", "not")) {
        return !one();
      }
      if (takes("(")) {
        var holds = any();
        takes(")");
        return holds;
      }
      var holds = names.contains(token.replaceFirst("^@", ""));
      next();
      return holds;
    }
  }
}
