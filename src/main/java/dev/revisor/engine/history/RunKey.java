package dev.revisor.engine.history;

import dev.revisor.engine.database.Literal;

/// How statements name the run that they record.
///
/// @param sql an expression of SQL
public record RunKey(String sql) {
  /// A run that does not know its id yet: whoever runs the script makes one, so that the script is
  /// the same each time that it is written, and one that runs twice tells of two runs.
  public static final RunKey OF_PSQL = new RunKey(":'revisor_run'");

  /// What psql does for [#OF_PSQL] to be known (manual, "psql", \gset).
  public static final String PSQL_SETS = "SELECT gen_random_uuid() AS revisor_run \\gset";

  /// @param id the key of the row in the table `run`
  public static RunKey of(String id) {
    return new RunKey(Literal.of(id));
  }
}
