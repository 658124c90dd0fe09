package dev.revisor.lint.sql;

/// Kinds of objects, as DROP and ALTER name them.
public enum ObjectKind {
  TABLE,
  FOREIGN_TABLE,
  VIEW,
  MATERIALIZED_VIEW,
  INDEX,
  SEQUENCE,
  SCHEMA,
  DATABASE,
  TYPE,
  DOMAIN,
  ROUTINE,
  EXTENSION,
  TRIGGER,
  POLICY,
  RULE,
  /// Any other.
  OTHER;

  /// The words in SQL.
  public String words() {
    return name().replace('_', ' ');
  }
}
