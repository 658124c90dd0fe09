package dev.revisor.engine.adopt;

import java.util.List;

/// What a tool's table says.
public sealed interface Applied {
  /// The database has no such table.
  ///
  /// @param table the name that was looked for
  record NoTable(String table) implements Applied {}

  /// @param keys of the applied migrations, in no order
  /// @param optional keys that may be left out: to run them again does no harm
  record Keys(String table, List<String> keys, List<String> optional) implements Applied {
    public Keys {
      keys = List.copyOf(keys);
      optional = List.copyOf(optional);
    }
  }

  /// The table's content does not let it be adopted.
  ///
  /// @param message what, where, what to do
  record Refused(String message) implements Applied {}
}
