package dev.revisor.engine.adopt;

import dev.revisor.engine.database.Identifier;
import dev.revisor.engine.database.Literal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names as Liquibase writes them for PostgreSQL: in quotes where case is mixed, where a character
/// needs it, and for reserved words.
final class ChangeNames {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*|[A-Z_][A-Z0-9_$]*");
  private static final Pattern PLACE = Pattern.compile(".*\\$\\{.*}.*");
  private static final Set<String> RESERVED =
      Set.of(
          "all",
          "analyse",
          "analyze",
          "and",
          "any",
          "array",
          "as",
          "asc",
          "both",
          "case",
          "cast",
          "check",
          "collate",
          "column",
          "constraint",
          "create",
          "current_date",
          "current_role",
          "current_time",
          "current_timestamp",
          "current_user",
          "default",
          "deferrable",
          "desc",
          "distinct",
          "do",
          "else",
          "end",
          "except",
          "false",
          "fetch",
          "for",
          "foreign",
          "from",
          "grant",
          "group",
          "having",
          "in",
          "initially",
          "intersect",
          "into",
          "lateral",
          "leading",
          "limit",
          "localtime",
          "localtimestamp",
          "not",
          "null",
          "offset",
          "on",
          "only",
          "or",
          "order",
          "placing",
          "primary",
          "references",
          "returning",
          "select",
          "session_user",
          "some",
          "symmetric",
          "table",
          "then",
          "to",
          "trailing",
          "true",
          "union",
          "unique",
          "user",
          "using",
          "variadic",
          "when",
          "where",
          "window",
          "with");

  private final LiquibaseLog log;

  ChangeNames(LiquibaseLog log) {
    this.log = log;
  }

  String of(String written) {
    var name = log.resolve(written.strip());
    var isPlain =
        PLAIN.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
    return isPlain || name.isEmpty() || PLACE.matcher(name).matches() || name.startsWith("\"")
        ? name
        : Identifier.quoted(name); // however long: Liquibase leaves it to PostgreSQL to cut it
  }

  /// Names between commas.
  String list(String written) {
    return Arrays.stream(written.split(",")).map(this::of).collect(Collectors.joining(", "));
  }

  /// `schemaName` and `tableName`.
  String table(ChangeNode change) {
    return schema(change, "schemaName") + of(change.text("tableName"));
  }

  /// `baseTableName` with `baseTableSchemaName` and the like.
  String table(ChangeNode change, String which) {
    return schema(change, which + "SchemaName") + of(change.text(which + "Name"));
  }

  /// With a dot behind it; empty where none is given.
  String schema(ChangeNode change, String attribute) {
    return change.get(attribute).map(schema -> of(schema) + ".").orElse("");
  }

  static String literal(String text) {
    return Literal.of(text).strip();
  }
}
