package dev.revisor.engine.environment;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// How new revision files are named: key `fileTemplate`, for example `{year}/{rev}_{slug}`. Tokens
/// are `rev slug epoch year month day hour minute second`, a `/` makes folders, and `.sql` is
/// added.
public record FileTemplate(String text) {
  static final List<String> TOKENS =
      List.of("rev", "slug", "epoch", "year", "month", "day", "hour", "minute", "second");

  private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)}");

  /// Alembic's default.
  public static final FileTemplate DEFAULT = new FileTemplate("{rev}_{slug}");

  public FileTemplate {
    var fault = fault(text);
    if (fault.isPresent()) {
      throw new IllegalArgumentException("a file template " + fault.get());
    }
  }

  /// What is wrong with `text` as a template, to be put after its name; empty when nothing is.
  static Optional<String> fault(String text) {
    for (var token : tokens(text)) {
      if (!TOKENS.contains(token)) {
        var hint = Suggestion.nearest(token, TOKENS).map(s -> "; did you mean {" + s + "}?");
        return Optional.of(
            "has no token {%s}%s (tokens: %s)"
                .formatted(token, hint.orElse(""), String.join(" ", TOKENS)));
      }
    }
    var plain = TOKEN.matcher(text).replaceAll("x");
    if (plain.isBlank() || plain.indexOf('{') >= 0 || plain.indexOf('}') >= 0) {
      return Optional.of("must be text with tokens such as {rev}_{slug}, was '" + text + "'");
    }
    return pathFault(plain).map(reason -> reason + ", was '" + text + "'");
  }

  /// Names that would leave the directory, be hidden, or be no names at all.
  static Optional<String> pathFault(String path) {
    if (path.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 127)) {
      return Optional.of("must not hold backslashes or control characters");
    }
    for (var segment : path.split("/", -1)) {
      if (segment.isEmpty()) {
        return Optional.of("must not begin or end with '/', or hold '//'");
      }
      if (segment.startsWith(".")) {
        return Optional.of("must not hold a name that begins with '.'");
      }
    }
    return Optional.empty();
  }

  private static List<String> tokens(String text) {
    var found = new ArrayList<String>();
    var matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  /// Whether files land in folders below their version location.
  public boolean makesFolders() {
    return text.indexOf('/') >= 0;
  }

  /// The file's path below its version location, with `.sql`. It may still be unfit as a path when
  /// the id is: see `pathFault`.
  String render(String revision, String slug, ZonedDateTime time) {
    return TOKEN
            .matcher(text)
            .replaceAll(
                match ->
                    java.util.regex.Matcher.quoteReplacement(
                        value(match.group(1), revision, slug, time)))
        + ".sql";
  }

  private static String value(String token, String revision, String slug, ZonedDateTime time) {
    return switch (token) {
      case "rev" -> revision;
      case "slug" -> slug;
      case "epoch" -> Long.toString(time.toEpochSecond());
      case "year" -> Integer.toString(time.getYear());
      case "month" -> twoDigits(time.getMonthValue());
      case "day" -> twoDigits(time.getDayOfMonth());
      case "hour" -> twoDigits(time.getHour());
      case "minute" -> twoDigits(time.getMinute());
      case "second" -> twoDigits(time.getSecond());
      default -> throw new IllegalStateException("no such token: " + token);
    };
  }

  private static String twoDigits(int number) {
    return String.format(Locale.ROOT, "%02d", number);
  }
}
