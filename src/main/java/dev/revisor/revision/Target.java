package dev.revisor.revision;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a command should bring the database, as a user writes it. Alembic's grammar:
///
///     target   = [ label "@" ] place
///     place    = "base" | "head" | "heads" | name | [ name ] steps
///     steps    = ( "+" | "-" ) digits
///
/// A name is an id, a unique prefix of one, or a label. `toString` gives the text back.
public sealed interface Target {

  /// The label or revision before the `@`.
  Optional<String> branch();

  /// Nothing applied, in the whole database or in one branch.
  record Base(Optional<String> branch) implements Target {
    @Override
    public String toString() {
      return qualified(branch, "base");
    }
  }

  /// The only head.
  record Head(Optional<String> branch) implements Target {
    @Override
    public String toString() {
      return qualified(branch, "head");
    }
  }

  /// All heads.
  record Heads(Optional<String> branch) implements Target {
    @Override
    public String toString() {
      return qualified(branch, "heads");
    }
  }

  /// What the database has now; for looking, not for going.
  record Current() implements Target {
    @Override
    public Optional<String> branch() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return "current";
    }
  }

  /// A revision by id, prefix or label.
  record Named(Optional<String> branch, String name) implements Target {
    @Override
    public String toString() {
      return qualified(branch, name);
    }
  }

  /// Steps from a place, or from what is applied where there is none.
  ///
  /// @param steps not 0 unless written so; negative is down
  record Relative(Optional<String> branch, Optional<String> from, int steps) implements Target {
    @Override
    public String toString() {
      return qualified(branch, from.orElse("") + (steps < 0 ? "" : "+") + steps);
    }
  }

  /// Whether the target means the same whatever is applied.
  default boolean isAbsolute() {
    return !(this instanceof Relative) && !(this instanceof Current);
  }

  /// Reads a target; the reason, where the text is none.
  static Parsed parse(String text) {
    return TargetParser.parse(text);
  }

  /// A target, or why a text is none.
  sealed interface Parsed {
    record Ok(Target target) implements Parsed {}

    record Malformed(String message) implements Parsed {}
  }

  private static String qualified(Optional<String> branch, String place) {
    return branch.map(label -> label + "@" + place).orElse(place);
  }

  /// The hand behind [Target#parse].
  final class TargetParser {
    private static final Pattern NAME = Pattern.compile("[^\\s,@:+-]{1,128}");
    private static final Pattern PLACE = Pattern.compile("([^+-]*)([+-][0-9]{1,9})?");

    private TargetParser() {}

    static Parsed parse(String text) {
      int at = text.indexOf('@');
      Optional<String> branch = at < 0 ? Optional.empty() : Optional.of(text.substring(0, at));
      var place = text.substring(at + 1);
      if (branch.isPresent() && !NAME.matcher(branch.get()).matches()) {
        return malformed(text, "a label or a revision must stand before the @");
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
      return new Parsed.Ok(target(branch, name, parts.group(2)));
    }

    private static Target target(Optional<String> branch, String name, @Nullable String steps) {
      if (steps != null) {
        Optional<String> from = name.isEmpty() ? Optional.empty() : Optional.of(name);
        return new Relative(branch, from, Integer.parseInt(steps));
      }
      return switch (name) {
        case "base" -> new Base(branch);
        case "head" -> new Head(branch);
        case "heads" -> new Heads(branch);
        case "current" -> branch.isEmpty() ? new Current() : new Named(branch, name);
        default -> new Named(branch, name);
      };
    }

    private static Parsed malformed(String text, String why) {
      return new Parsed.Malformed("'" + text + "' is not a target: " + why);
    }
  }
}
