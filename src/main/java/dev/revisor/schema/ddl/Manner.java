package dev.revisor.schema.ddl;

/// How carefully statements treat a database in use.
public enum Manner {
  /// Without long locks: constraints added unvalidated and validated later, indexes concurrently.
  ONLINE,
  /// In the fewest statements: for what is new, empty or being undone.
  PLAIN
}
