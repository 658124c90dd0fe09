package dev.revisor.lint.sql;

/// What a command says beside its objects.
public enum Option {
  IF_EXISTS,
  IF_NOT_EXISTS,
  OR_REPLACE,
  CONCURRENTLY,
  CASCADE,
  TEMPORARY,
  UNIQUE,
  /// `CREATE TABLE … AS`, `… PARTITION OF`, `INHERITS`: its columns are not all here.
  DERIVED,
  /// `PARTITION BY`.
  PARTITIONED,
  /// Of a CREATE TABLE: `PARTITION OF`.
  PARTITION,
  NOT_VALID,
  /// `UNIQUE USING INDEX …`.
  USING_INDEX,
  /// `PRIMARY KEY (a, period WITHOUT OVERLAPS)`.
  WITHOUT_OVERLAPS,
  /// `ALTER COLUMN … TYPE … USING …`.
  USING,
  /// An UPDATE or DELETE with a WHERE clause.
  WHERE,
  /// `VACUUM FULL`.
  FULL,
  /// `ALTER TYPE … ADD VALUE … BEFORE` or `AFTER`.
  POSITIONED,
  SECURITY_DEFINER,
  /// `SET search_path`.
  SEARCH_PATH,
  SECURITY_INVOKER,
  /// A view that is materialized.
  MATERIALIZED,
  /// A routine that is IMMUTABLE or STABLE.
  NOT_VOLATILE,
  CHECK,
  NOT_NULL
}
