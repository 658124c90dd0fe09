package dev.revisor.engine.scratch;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Statements that reach beyond the database they run in.
public final class Reach {
  private static final Pattern WORDS =
      Pattern.compile(
          "(CREATE|ALTER|DROP) (ROLE|GROUP|DATABASE|TABLESPACE|SUBSCRIPTION)\\b.*"
              + "|(CREATE|ALTER|DROP) USER (?!MAPPING\\b).*"
              + "|ALTER SYSTEM\\b.*|(REASSIGN|DROP) OWNED\\b.*|COPY\\b.*\\b(FROM|TO) PROGRAM\\b.*"
              + "|.*\\bDBLINK(_\\w+)? ?\\(.*",
          Pattern.DOTALL);

  private Reach() {}

  /// The first words of a statement that is refused on a server that others use.
  ///
  /// @param statement without comments before it
  public static Optional<String> beyond(String statement) {
    var text = statement.replaceAll("\\s+", " ").strip().toUpperCase(Locale.ROOT);
    if (!WORDS.matcher(text).matches()) {
      return Optional.empty();
    }
    var words = text.split(" ");
    return Optional.of(words.length > 1 ? words[0] + " " + words[1] : words[0]);
  }
}
