package dev.revisor.schema;

/// The kinds of objects, in the order in which a person would make them.
public enum Kind {
  EXTENSION("extension", "pg_extension", Scope.DATABASE),
  SCHEMA("schema", "pg_namespace", Scope.DATABASE),
  COLLATION("collation", "pg_collation", Scope.SCHEMA),
  ENUM("enum", "pg_type", Scope.SCHEMA),
  DOMAIN("domain", "pg_type", Scope.SCHEMA),
  DOMAIN_CONSTRAINT("domain constraint", "pg_constraint", Scope.PART),
  COMPOSITE("composite type", "pg_type", Scope.SCHEMA),
  RANGE("range type", "pg_type", Scope.SCHEMA),
  FOREIGN_DATA_WRAPPER("foreign-data wrapper", "pg_foreign_data_wrapper", Scope.DATABASE),
  SERVER("foreign server", "pg_foreign_server", Scope.DATABASE),
  SEQUENCE("sequence", "pg_class", Scope.SCHEMA),
  TABLE("table", "pg_class", Scope.SCHEMA),
  COLUMN("column", "pg_class", Scope.PART),
  DEFAULT("default", "pg_attrdef", Scope.PART),
  CONSTRAINT("constraint", "pg_constraint", Scope.PART),
  ROUTINE("routine", "pg_proc", Scope.SCHEMA),
  AGGREGATE("aggregate", "pg_proc", Scope.SCHEMA),
  OPERATOR("operator", "pg_operator", Scope.SCHEMA),
  CAST("cast", "pg_cast", Scope.DATABASE),
  VIEW("view", "pg_class", Scope.SCHEMA),
  MATERIALIZED_VIEW("materialized view", "pg_class", Scope.SCHEMA),
  INDEX("index", "pg_class", Scope.SCHEMA),
  STATISTICS("statistics object", "pg_statistic_ext", Scope.SCHEMA),
  TRIGGER("trigger", "pg_trigger", Scope.PART),
  RULE("rule", "pg_rewrite", Scope.PART),
  POLICY("policy", "pg_policy", Scope.PART),
  EVENT_TRIGGER("event trigger", "pg_event_trigger", Scope.DATABASE),
  PUBLICATION("publication", "pg_publication", Scope.DATABASE),
  PUBLICATION_TABLE("publication member", "pg_publication_rel", Scope.DATABASE),
  DEFAULT_PRIVILEGES("default privileges", "pg_default_acl", Scope.SCHEMA);

  /// Where an object's name is unique.
  public enum Scope {
    DATABASE,
    SCHEMA,
    /// A part of a table, view or domain; named by the whole and a detail.
    PART
  }

  private final String label;
  private final String catalog;
  private final Scope scope;

  Kind(String label, String catalog, Scope scope) {
    this.label = label;
    this.catalog = catalog;
    this.scope = scope;
  }

  /// As people say it: `materialized view`.
  public String label() {
    return label;
  }

  /// The system catalog that such an object has its row in ("System Catalogs" in the manual).
  public String catalog() {
    return catalog;
  }

  public Scope scope() {
    return scope;
  }

  /// Whether such an object is a part of another, which it goes with.
  public boolean isPart() {
    return scope == Scope.PART;
  }

  /// Whether columns can have it as their type, tables, views and materialized views left out.
  public boolean isType() {
    return this == ENUM || this == DOMAIN || this == COMPOSITE || this == RANGE;
  }

  /// Tables and views: what has columns and shares one name space.
  public boolean isRelation() {
    return this == TABLE || this == VIEW || this == MATERIALIZED_VIEW;
  }
}
