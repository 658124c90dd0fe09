package dev.revisor.schema.diff;

import dev.revisor.schema.SchemaObject;
import org.jspecify.annotations.Nullable;

/// Generation expressions, which are their columns' defaults.
final class Generation {
  private Generation() {}

  /// Whether what happens to a default or a generation expression can only be done by making its
  /// column again.
  ///
  /// @param before what the column has; `null`: nothing
  static boolean takesColumn(@Nullable SchemaObject before, Fate fate) {
    return switch (fate) {
      case Fate.Create(var made) -> made.is("generated");
      case Fate.Drop(var gone) -> gone.get("generated", "").equals("VIRTUAL");
      case Fate.Rebuild(_, var made) ->
          made.is("generated") || before != null && before.is("generated");
      default -> false;
    };
  }
}
