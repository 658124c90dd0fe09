package dev.revisor.script;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A line comment that speaks to Revisor: `-- revisor:keyword argument`.
///
/// @param offset where the comment begins
/// @param end the offset behind the comment
/// @param argument what follows the keyword, without blanks around it
record Directive(
    String keyword,
    String argument,
    Position position,
    Position argumentPosition,
    long offset,
    long end) {
  /// Prefixes that are near enough to be meant, lest a misspelt mark is taken for a comment.
  private static final Pattern NEAR =
      Pattern.compile("--[ \\t]*(?<name>(?i:revisor)[ \\t]*:[ \\t]*)(?<rest>.*)", Pattern.DOTALL);

  private static final String DASHES = "--";
  private static final String EXACT = "revisor:";

  /// What a directive is about.
  enum Kind {
    HEADER,
    SECTION,
    ALLOW,
    UNKNOWN
  }

  static final List<String> HEADERS =
      List.of("revision", "revises", "labels", "depends-on", "created", "message");
  static final List<String> SECTIONS = List.of("upgrade", "downgrade", "irreversible");
  static final List<String> ALL =
      List.of(
          "revision",
          "revises",
          "labels",
          "depends-on",
          "created",
          "message",
          "upgrade",
          "downgrade",
          "irreversible",
          "allow");

  Kind kind() {
    if (HEADERS.contains(keyword)) {
      return Kind.HEADER;
    }
    if (SECTIONS.contains(keyword)) {
      return Kind.SECTION;
    }
    return keyword.equals("allow") ? Kind.ALLOW : Kind.UNKNOWN;
  }

  /// The directive in a comment (with its dashes), if it is one. A spelling that is near, such as
  /// `-- Revisor : upgrade`, is a directive of the kind [Kind#UNKNOWN] with the keyword as written.
  static Optional<Directive> parse(String comment, Position position, long offset) {
    var start = afterBlanks(comment, DASHES.length());
    if (!comment.startsWith(DASHES)
        || !comment.regionMatches(true, start, EXACT, 0, EXACT.length() - 1)) {
      return Optional.empty();
    }
    var rest = start + EXACT.length();
    var name = "";
    if (!comment.startsWith(EXACT, start) || afterBlanks(comment, rest) != rest) {
      var matcher = NEAR.matcher(comment);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      rest = matcher.start("rest");
      name = matcher.group("name");
    }
    var end = afterWord(comment, rest);
    var written = name + comment.substring(rest, end);
    var argument = comment.substring(end);
    var blanks = argument.length() - argument.stripLeading().length();
    var argumentAt = end + blanks;
    return Optional.of(
        new Directive(
            argument.isEmpty() || blanks > 0 ? written : written + firstWord(argument),
            argument.strip(),
            position,
            within(position, comment, argumentAt),
            offset,
            offset + comment.length()));
  }

  private static int afterBlanks(String text, int from) {
    var index = from;
    while (index < text.length() && (text.charAt(index) == ' ' || text.charAt(index) == '\t')) {
      index++;
    }
    return index;
  }

  private static int afterWord(String text, int from) {
    var index = from;
    while (index < text.length() && HeaderForm.isOfWord(text.charAt(index))) {
      index++;
    }
    return index;
  }

  /// What is wrong with a directive of the kind [Kind#UNKNOWN].
  String complaint() {
    var bare = keyword.substring(keyword.indexOf(':') + 1).strip();
    return ALL.contains(bare)
        ? "write '-- revisor:" + bare + "', in lower case and without blanks at the colon"
        : "unknown directive 'revisor:" + bare + "'; " + Spelling.suggest(bare, ALL);
  }

  private static String firstWord(String text) {
    return text.split("\\s", 2)[0];
  }

  private static Position within(Position start, String text, int index) {
    return start.after(text, index);
  }
}
