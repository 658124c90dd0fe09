package dev.revisor.api;

/// Validation rules that several fields share, as the CRD has them (OpenAPI patterns and CEL).
final class Rules {
  /// `90s`, `5m`, `1h30m`; `0s` is none.
  static final String DURATION = "^([0-9]{1,6}(ms|s|m|h))+$";

  /// PostgreSQL keeps timeouts as milliseconds in 32 bits.
  static final String TIMEOUT = "duration(self) <= duration('596h')";

  static final String TIMEOUT_MESSAGE = "a timeout is 596h at most";

  /// A secret's key: "Data keys must consist of alphanumeric characters, -, _ or .".
  static final String KEY = "^[-._a-zA-Z0-9]{1,253}$";

  static final String NAME = "^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$";

  /// What `revisor plan` prints as a plan's hash.
  static final String PLAN = "^sha256:[0-9a-f]{64}$";

  static final String REVISION = "^[A-Za-z0-9_.]{1,64}$";

  static final String TABLE = "^[^.\"\\s]{1,63}(\\.[^.\"\\s]{1,63})?$";

  static final String ABSOLUTE =
      "self.matches('^([A-Za-z0-9_./]+@)?[A-Za-z0-9_./]+$') && self != 'current'";

  static final String ALL_ABSOLUTE =
      "self.all(t, t.matches('^([A-Za-z0-9_./]+@)?[A-Za-z0-9_./]+$') && t != 'current')";

  static final String ABSOLUTE_MESSAGE =
      "a target is absolute: head, heads, base, an id, or label@ one of these; a relative one such"
          + " as +1, -1 or head-1 means something else each time it is looked at";

  private Rules() {}
}
