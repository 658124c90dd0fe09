package dev.revisor.schema;

import java.util.regex.Pattern;

/// A pattern of names, as users write it: `*` stands for any letters, `?` for one. Names are
/// compared as the catalog has them, without their quotes.
public final class NamePattern {
  private final String text;
  private final String beginning;
  private final Pattern expression;

  public NamePattern(String text) {
    this.text = text;
    this.beginning = text.split("[*?]", 2)[0];
    var built = new StringBuilder();
    for (var c : text.toCharArray()) {
      built.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    this.expression = Pattern.compile(built.toString(), Pattern.DOTALL);
  }

  /// Whether a name, or a dotted one, is meant.
  public boolean matches(String name) {
    return name.startsWith(beginning) && expression.matcher(name).matches();
  }

  /// Whether any of the names that begin so may be meant.
  boolean mayMatch(String prefix) {
    return beginning.startsWith(prefix) || prefix.startsWith(beginning);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamePattern pattern && text.equals(pattern.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
