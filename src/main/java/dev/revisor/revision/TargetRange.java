package dev.revisor.revision;

import java.util.Optional;

/// `[start]:[end]`, as `history` takes it, and `upgrade`, `downgrade` and `stamp` with `--sql`.
/// `toString` gives the text back.
///
/// @param start empty where nothing stands before the colon
/// @param end empty where nothing stands after it
public record TargetRange(Optional<Target> start, Optional<Target> end) {

  /// A range, or why a text is none.
  public sealed interface Parsed {
    record Ok(TargetRange range) implements Parsed {}

    record Malformed(String message) implements Parsed {}
  }

  /// Whether a text is meant as a range.
  public static boolean looksLikeOne(String text) {
    return text.indexOf(':') >= 0;
  }

  public static Parsed parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0 || colon != text.lastIndexOf(':')) {
      return new Parsed.Malformed(
          "a range must be [START]:[END], START: or :END, was '" + text + "'");
    }
    return switch (end(text.substring(0, colon))) {
      case End.Malformed(var message) -> new Parsed.Malformed(message);
      case End.Ok(var start) ->
          switch (end(text.substring(colon + 1))) {
            case End.Malformed(var message) -> new Parsed.Malformed(message);
            case End.Ok(var end) -> new Parsed.Ok(new TargetRange(start, end));
          };
    };
  }

  private sealed interface End {
    record Ok(Optional<Target> target) implements End {}

    record Malformed(String message) implements End {}
  }

  private static End end(String text) {
    if (text.isEmpty()) {
      return new End.Ok(Optional.empty());
    }
    return switch (Target.parse(text)) {
      case Target.Parsed.Ok(var target) -> new End.Ok(Optional.of(target));
      case Target.Parsed.Malformed(var message) -> new End.Malformed(message);
    };
  }

  @Override
  public String toString() {
    return start.map(Target::toString).orElse("") + ":" + end.map(Target::toString).orElse("");
  }
}
