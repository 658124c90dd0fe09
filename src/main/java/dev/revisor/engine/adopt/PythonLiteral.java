package dev.revisor.engine.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what Alembic writes behind an equals sign: `None`, a string, or a tuple, list or set of
/// strings, over any number of lines.
final class PythonLiteral {
  private static final Pattern BLANK = Pattern.compile("(?:[\\s,]|#.*)*");
  private static final Pattern NAME = Pattern.compile("None\\b");
  private static final Pattern STRING =
      Pattern.compile("[rRuU]?(?:\"([^\"\\\\\\n]*)\"|'([^'\\\\\\n]*)')");

  private final String text;
  private int at;

  private PythonLiteral(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /// The strings; none for `None`. Empty for anything else.
  static Optional<List<String>> read(String text, int start) {
    var literal = new PythonLiteral(text, start);
    if (literal.take(NAME)) {
      return Optional.of(List.of());
    }
    var first = literal.at < text.length() ? text.charAt(literal.at) : ' ';
    var open = "([{".indexOf(first);
    if (first == 's' && text.startsWith("set()", literal.at)) {
      return Optional.of(List.of());
    }
    if (open < 0) {
      return literal.string().filter(_ -> literal.endsLine()).map(List::of);
    }
    literal.at++;
    return literal.items(")]}".charAt(open));
  }

  private Optional<List<String>> items(char close) {
    var items = new ArrayList<String>();
    while (take(BLANK) && at < text.length()) {
      if (text.charAt(at) == close) {
        at++;
        return endsLine() ? Optional.of(items) : Optional.empty();
      }
      var item = string();
      if (item.isEmpty()) {
        return Optional.empty();
      }
      items.add(item.get());
    }
    return Optional.empty();
  }

  private Optional<String> string() {
    var matcher = STRING.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    at = matcher.end();
    return Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
  }

  private boolean endsLine() {
    var end = text.indexOf('\n', at);
    var rest = text.substring(at, end < 0 ? text.length() : end).strip();
    return rest.isEmpty() || rest.startsWith("#") || rest.startsWith(";");
  }

  private boolean take(Pattern pattern) {
    var matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return false;
    }
    at = matcher.end();
    return true;
  }
}
