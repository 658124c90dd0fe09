package dev.revisor.revision;

import java.util.Optional;

/// Where a command should bring the database, as a user writes it. Alembic's grammar:
///
///     target   = [ label "@" ] place
///     place    = "base" | "head" | "heads" | "current" | name | [ name ] steps
///     steps    = ( "+" | "-" ) digits
///
/// A name is an id, a unique prefix of one, or a label; what steps count from may also be one of
/// the words. `current` takes no label. `toString` gives the text back, but for leading zeros.
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
  /// @param from an id, prefix, label, or `head`, `heads`, `base`, `current`
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
}
