package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.ForeignSql;
import dev.revisor.script.Variables;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Places that a tool fills with text before it sends a script, such as Flyway's `${name}`. They
/// become variables: `:name`, or `:'name'` and `:"name"` where the place is all that stands between
/// quotes. Where no variable can stand (in the middle of a quoted text or of a word) the value that
/// was given is put in; where none was given, that is a problem, or the tool leaves a quoted text
/// as it is.
final class Placeholders {
  /// What a tool makes of a place in a quoted text that has no value.
  enum Unknown {
    REFUSED,
    KEPT
  }

  private final Pattern place;
  private final Map<String, String> values;
  private final List<Problem> problems;
  private final Unknown unknown;
  private final SortedSet<String> variables = new TreeSet<>();
  private final SortedSet<String> kept = new TreeSet<>();

  Placeholders(
      String prefix,
      String suffix,
      Map<String, String> values,
      Unknown unknown,
      List<Problem> problems) {
    this.place = Pattern.compile(Pattern.quote(prefix) + "([^\\s{}'\"]+?)" + Pattern.quote(suffix));
    this.values = java.util.Collections.unmodifiableMap(values);
    this.unknown = unknown;
    this.problems = problems;
  }

  /// The variables that were made so far.
  SortedSet<String> variables() {
    return variables;
  }

  /// The places that were left as they are so far.
  SortedSet<String> kept() {
    return kept;
  }

  /// `text` with its places replaced.
  ///
  /// @param firstLine the line of the file where the text begins
  String replace(String file, String text, int firstLine) {
    var matcher = place.matcher(text);
    if (!matcher.find()) {
      return text;
    }
    var verbatim = ForeignSql.verbatim(text);
    var replaced = new StringBuilder();
    var from = 0;
    do {
      var quoted = isWholeOfQuotes(text, verbatim, matcher);
      if (quoted || isAlone(text, verbatim, matcher)) {
        var quotes = quoted ? 1 : 0;
        var quote = quoted ? text.substring(matcher.end(), matcher.end() + 1) : "";
        replaced.append(text, from, matcher.start() - quotes);
        replaced.append(":").append(quote).append(variable(matcher.group(1))).append(quote);
        from = matcher.end() + quotes;
      } else {
        replaced.append(text, from, matcher.start());
        replaced.append(
            unknown == Unknown.KEPT && verbatim.get(matcher.start())
                ? valueOrPlace(matcher)
                : value(file, firstLine + lineFeeds(text, matcher.start()), matcher));
        from = matcher.end();
      }
    } while (matcher.find());
    return replaced.append(text, from, text.length()).toString();
  }

  private String variable(String written) {
    var name = nameOf(written);
    variables.add(name.equals(written) ? name : name + " (for " + written + ")");
    return name;
  }

  /// The variable for a place whose name may have dots, as `db.schema` does.
  private static String nameOf(String written) {
    var name = written.replaceAll("[^\\p{L}\\p{N}_]", "_");
    return Variables.isName(name) ? name : "p_" + name;
  }

  /// What the project says, or `-x`, whose names are those of variables.
  private Optional<String> given(String written) {
    return Optional.ofNullable(values.get(written))
        .or(() -> Optional.ofNullable(values.get(nameOf(written))));
  }

  private String valueOrPlace(Matcher matcher) {
    var value = given(matcher.group(1));
    if (value.isEmpty()) {
      kept.add(matcher.group());
    }
    return value.orElse(matcher.group());
  }

  private String value(String file, int line, Matcher matcher) {
    var written = matcher.group(1);
    var value = given(written);
    if (value.isEmpty()) {
      problems.add(
          new Problem(
              file,
              line,
              0,
              "the placeholder "
                  + written
                  + " stands where no variable can (within quotes or a word); give its value with -x "
                  + nameOf(written)
                  + "=VALUE"));
    }
    return value.orElse("");
  }

  /// Outside quotes, and no part of a longer word.
  private static boolean isAlone(String text, BitSet verbatim, Matcher matcher) {
    return !verbatim.get(matcher.start())
        && !isWord(text, matcher.start() - 1)
        && !isWord(text, matcher.end())
        && (matcher.start() == 0 || ":$".indexOf(text.charAt(matcher.start() - 1)) < 0);
  }

  private static boolean isWord(String text, int index) {
    return index >= 0
        && index < text.length()
        && (Character.isLetterOrDigit(text.charAt(index)) || "_$".indexOf(text.charAt(index)) >= 0);
  }

  /// `'${name}'` or `"${name}"`, and no other kind of constant.
  private static boolean isWholeOfQuotes(String text, BitSet verbatim, Matcher matcher) {
    var before = matcher.start() - 1;
    var after = matcher.end();
    return verbatim.get(matcher.start())
        && before >= 0
        && after < text.length()
        && "'\"".indexOf(text.charAt(before)) >= 0
        && text.charAt(after) == text.charAt(before)
        && (before == 0 || !verbatim.get(before - 1))
        && !verbatim.get(after + 1);
  }

  private static int lineFeeds(String text, int end) {
    return (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }
}
