package dev.revisor.revision;

import dev.revisor.revision.Target.Parsed;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads targets.
final class TargetParser {
  private static final Pattern NAME = Pattern.compile("[^\\s,@:+-]{1,128}");
  private static final Pattern PLACE = Pattern.compile("([^+-]*)([+-][0-9]+)?");
  private static final int MOST_DIGITS = 9;

  private TargetParser() {}

  static Parsed parse(String text) {
    if (text.indexOf(':') >= 0) {
      return malformed(text, "a range has no place here");
    }
    int at = text.indexOf('@');
    Optional<String> branch = at < 0 ? Optional.empty() : Optional.of(text.substring(0, at));
    var place = text.substring(at + 1);
    if (branch.isPresent() && !NAME.matcher(branch.get()).matches()) {
      return malformed(text, "a label or a revision must stand before the @");
    }
    if (branch.isPresent() && ReservedWords.contains(branch.get())) {
      return malformed(text, "'" + branch.get() + "' is not a label; only one can stand before @");
    }
    var parts = PLACE.matcher(place);
    if (!parts.matches() || place.isEmpty()) {
      return malformed(
          text, "expected an id, a label, head, heads, base, +N, -N, or label@ one of these");
    }
    var name = parts.group(1);
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      return malformed(text, "'" + name + "' is neither a revision id nor a label");
    }
    if (branch.isPresent() && name.equals("current")) {
      return malformed(text, "'current' takes no label");
    }
    return target(text, branch, name, parts.group(2));
  }

  private static Parsed target(
      String text, Optional<String> branch, String name, @Nullable String steps) {
    if (steps == null) {
      return new Parsed.Ok(place(branch, name));
    }
    if (steps.length() > MOST_DIGITS + 1) {
      return malformed(text, "no line of revisions is that long");
    }
    Optional<String> from = name.isEmpty() ? Optional.empty() : Optional.of(name);
    return new Parsed.Ok(new Target.Relative(branch, from, Integer.parseInt(steps)));
  }

  private static Target place(Optional<String> branch, String name) {
    return switch (name) {
      case "base" -> new Target.Base(branch);
      case "head" -> new Target.Head(branch);
      case "heads" -> new Target.Heads(branch);
      case "current" -> new Target.Current();
      default -> new Target.Named(branch, name);
    };
  }

  private static Parsed malformed(String text, String why) {
    return new Parsed.Malformed("'" + text + "' is not a target: " + why);
  }
}
