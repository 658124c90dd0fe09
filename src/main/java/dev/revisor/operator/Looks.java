package dev.revisor.operator;

import java.time.Duration;

/// A way to look at databases: by a connection, or by a Job.
interface Looks {

  /// Looks with the settings of a spec. Never changes the database. Blocks; see [DatabaseWatch].
  ///
  /// @param workloads where a Job that looks is seen
  DatabaseReader.Look look(DatabaseWatch.Question question, Workloads workloads)
      throws DatabaseReader.Unreadable;

  /// However often a spec asks for a look, they are at least so far apart.
  Duration leastInterval();

  /// How many may be under way at once.
  int mostAtOnce();

  /// For so long others wait for a first look that is under way. Most are over by then.
  Duration longestAwaited();
}
