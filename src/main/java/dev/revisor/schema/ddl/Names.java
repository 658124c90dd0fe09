package dev.revisor.schema.ddl;

import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;

/// What statements call an object.
final class Names {
  private Names() {}

  /// As COMMENT ON and ALTER … OWNER TO name it.
  static String inComment(SchemaObject object) {
    var id = object.id();
    return switch (id.kind()) {
      case COLUMN -> "COLUMN " + id.path();
      case CONSTRAINT, TRIGGER, RULE, POLICY ->
          id.kind() + " " + id.detail() + " ON " + id.qualified();
      case DOMAIN_CONSTRAINT -> "CONSTRAINT " + id.detail() + " ON DOMAIN " + id.qualified();
      default -> word(object) + " " + withArguments(id);
    };
  }

  static String withArguments(ObjectId id) {
    return switch (id.kind()) {
      case ROUTINE, AGGREGATE -> id.path();
      case OPERATOR -> id.qualified() + " (" + id.detail() + ")";
      default -> id.qualified();
    };
  }

  /// The word of the kind in CREATE, ALTER and DROP.
  static String word(SchemaObject object) {
    return switch (object.id().kind()) {
      case ENUM, COMPOSITE, RANGE -> "TYPE";
      case TABLE -> object.is("server") ? "FOREIGN TABLE" : "TABLE";
      case ROUTINE -> object.get("type", "FUNCTION");
      case MATERIALIZED_VIEW -> "MATERIALIZED VIEW";
      case FOREIGN_DATA_WRAPPER -> "FOREIGN DATA WRAPPER";
      case EVENT_TRIGGER -> "EVENT TRIGGER";
      default -> object.id().kind().name();
    };
  }

  /// As GRANT … ON names it.
  static String inGrant(SchemaObject object) {
    var id = object.id();
    return switch (id.kind()) {
      case TABLE, VIEW, MATERIALIZED_VIEW, COLUMN -> "TABLE " + id.qualified();
      case AGGREGATE ->
          "FUNCTION %s(%s)".formatted(id.qualified(), object.get("argumentTypes", ""));
      case ENUM, COMPOSITE, RANGE -> "TYPE " + id.qualified();
      case SERVER -> "FOREIGN SERVER " + id.qualified();
      default -> word(object) + " " + withArguments(id);
    };
  }

  /// A constant of SQL.
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /// The name that an identifier, with or without quotes, stands for.
  static String unquoted(String identifier) {
    return identifier.startsWith("\"")
        ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
        : identifier;
  }

  /// `schema.` of an object, to put before another name; empty where there is none.
  static String schemaOf(ObjectId id) {
    return id.schema().isEmpty() || id.kind() == Kind.PUBLICATION_TABLE ? "" : id.schema() + ".";
  }
}
