package dev.revisor.lint;

import dev.revisor.lint.known.Known;
import dev.revisor.lint.sql.Column;
import java.util.Optional;
import java.util.Set;

/// Which functions give another value for each row (`pg_proc.provolatile`).
final class Volatility {
  /// Built-in functions that are used in defaults and are immutable or stable.
  static final Set<String> NOT_VOLATILE =
      Set.of(
          "now",
          "transaction_timestamp",
          "statement_timestamp",
          "current_setting",
          "current_database",
          "current_schema",
          "to_timestamp",
          "to_date",
          "to_char",
          "to_number",
          "to_jsonb",
          "to_json",
          "to_tsvector",
          "make_date",
          "make_time",
          "make_timestamp",
          "make_timestamptz",
          "make_interval",
          "date_trunc",
          "date_part",
          "timezone",
          "age",
          "md5",
          "sha256",
          "decode",
          "encode",
          "lower",
          "upper",
          "concat",
          "concat_ws",
          "repeat",
          "lpad",
          "rpad",
          "length",
          "replace",
          "substring",
          "substr",
          "left",
          "right",
          "abs",
          "round",
          "floor",
          "ceil",
          "ceiling",
          "trunc",
          "power",
          "jsonb_build_object",
          "jsonb_build_array",
          "json_build_object",
          "json_build_array",
          "jsonb_object",
          "array_fill",
          "string_to_array",
          "int4range",
          "int8range",
          "numrange",
          "daterange",
          "tsrange",
          "tstzrange",
          "point",
          "box",
          "txid_current",
          "pg_current_xact_id");

  /// What is written as a call and is no function: types with modifiers, and constructs.
  private static final Set<String> NO_FUNCTIONS =
      Set.of(
          "coalesce",
          "nullif",
          "greatest",
          "least",
          "cast",
          "row",
          "array",
          "extract",
          "position",
          "overlay",
          "trim",
          "in",
          "any",
          "and",
          "or",
          "not",
          "when",
          "then",
          "else",
          "case",
          "as",
          "numeric",
          "decimal",
          "varchar",
          "char",
          "character",
          "varying",
          "bit",
          "timestamp",
          "timestamptz",
          "time",
          "timetz",
          "interval",
          "float",
          "current_timestamp",
          "current_time",
          "localtime",
          "localtimestamp");

  private Volatility() {}

  /// The first function of a column's default that is volatile, or not known: functions are
  /// volatile unless they say otherwise.
  static Optional<String> firstVolatile(Column column, Known known) {
    return column.defaultValue().stream()
        .flatMap(expression -> expression.calls().stream())
        .filter(call -> isVolatile(call, known))
        .findFirst();
  }

  private static boolean isVolatile(String call, Known known) {
    return known
        .isVolatile(call)
        .orElse(!NOT_VOLATILE.contains(call) && !NO_FUNCTIONS.contains(call));
  }
}
