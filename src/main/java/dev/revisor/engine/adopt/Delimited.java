package dev.revisor.engine.adopt;

import java.util.Map;
import java.util.regex.Pattern;

/// Statements that end as a changelog says: `endDelimiter` and `splitStatements`.
///
/// @param delimiter empty for semicolons
/// @param splits whether the text is more than one statement
record Delimited(String delimiter, boolean splits) {
  /// From the attributes of a changeset or of a change.
  static Delimited of(Map<String, String> attributes) {
    return new Delimited(
        attributes.getOrDefault("endDelimiter", "").strip(),
        !attributes.getOrDefault("splitStatements", "true").equalsIgnoreCase("false"));
  }

  /// The text with a semicolon behind each statement, line for line.
  String statements(String text) {
    var plain =
        delimiter.isEmpty() || delimiter.equals(";") || !splits
            ? text
            : place().matcher(text).replaceAll(";");
    return plain.isBlank() || plain.stripTrailing().endsWith(";")
        ? plain
        : plain.stripTrailing() + "\n;\n";
  }

  /// Words such as GO and a slash stand on a line of their own.
  private Pattern place() {
    var words = delimiter.replace("\\n", "").strip();
    var alone = words.equals("/") || words.chars().allMatch(Character::isLetter);
    var quoted = Pattern.quote(words);
    return Pattern.compile(
        alone ? "(?im)^[ \\t]*" + quoted + "[ \\t]*$" : "(?m);?[ \\t]*" + quoted + "(?=[ \\t]*$)");
  }
}
