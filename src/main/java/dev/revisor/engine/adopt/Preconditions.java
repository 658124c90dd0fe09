package dev.revisor.engine.adopt;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads the preconditions of Liquibase's changesets. Names are compared without regard to case, as
/// Liquibase does.
final class Preconditions {
  private final LiquibaseLog log;

  Preconditions(LiquibaseLog log) {
    this.log = log;
  }

  /// The changeset as far as its preconditions let it run; empty where it never runs. Notes what is
  /// not kept.
  ///
  /// @param nodes its elements `preConditions`
  Optional<Changeset> keep(Changeset changeset, List<ChangeNode> nodes) {
    return switch (of(nodes)) {
      case Result.None() -> Optional.of(changeset);
      case Result.Never() -> {
        log.note("left out, since PostgreSQL does not run them: ", changeset.id());
        yield Optional.empty();
      }
      case Result.When(var precondition)
          when Precondition.fits(changeset.sql(), changeset.mode()) ->
          Optional.of(changeset.onlyWhere(precondition));
      case Result.When _, Result.Unknown _ -> {
        log.note("preconditions are not kept: ", changeset.id());
        yield Optional.of(changeset);
      }
    };
  }

  /// What they come to.
  private sealed interface Result {
    /// They hold always, or their failure is of no consequence.
    record None() implements Result {}

    /// They never hold on PostgreSQL, and then the changeset is passed over.
    record Never() implements Result {}

    record When(Precondition precondition) implements Result {}

    /// They cannot be said in SQL.
    record Unknown() implements Result {}
  }

  /// A condition that is known now, or SQL.
  private record Condition(Optional<Boolean> known, String sql) {
    static Condition of(boolean known) {
      return new Condition(Optional.of(known), known ? "true" : "false");
    }

    static Condition of(String sql) {
      return new Condition(Optional.empty(), sql);
    }

    Condition negated() {
      return known.map(value -> of(!value)).orElseGet(() -> of("NOT (" + sql + ")"));
    }
  }

  private Result of(List<ChangeNode> nodes) {
    var children =
        nodes.stream()
            .flatMap(each -> each.children().stream())
            .filter(each -> !each.name().startsWith("on"))
            .toList();
    var onFail =
        nodes.stream().flatMap(each -> each.get("onFail").stream()).findFirst().orElse("HALT");
    if (onFail.equalsIgnoreCase("WARN")) {
      return new Result.None();
    }
    var skips = !onFail.equalsIgnoreCase("HALT");
    return all(children, true)
        .map(
            condition ->
                condition
                    .known()
                    .map(
                        holds ->
                            holds
                                ? new Result.None()
                                : skips ? new Result.Never() : new Result.Unknown())
                    .orElseGet(() -> new Result.When(new Precondition(condition.sql(), skips))))
        .orElseGet(Result.Unknown::new);
  }

  /// @param and whether all must hold; else one
  private Optional<Condition> all(List<ChangeNode> nodes, boolean and) {
    var conditions = nodes.stream().map(node -> one(node).orElse(null)).toList();
    if (conditions.stream().anyMatch(Objects::isNull)) {
      return Optional.empty();
    }
    var decided =
        conditions.stream().filter(each -> each.known().filter(value -> value != and).isPresent());
    if (decided.findAny().isPresent()) {
      return Optional.of(Condition.of(!and));
    }
    var open = conditions.stream().filter(each -> each.known().isEmpty()).toList();
    return Optional.of(
        switch (open.size()) {
          case 0 -> Condition.of(and);
          case 1 -> open.getFirst();
          default ->
              Condition.of(
                  open.stream()
                      .map(each -> "(" + each.sql() + ")")
                      .collect(Collectors.joining(and ? " AND " : " OR ")));
        });
  }

  private Optional<Condition> one(ChangeNode node) {
    return switch (node.name()) {
      case "and" -> all(node.children(), true);
      case "or" -> all(node.children(), false);
      case "not" -> all(node.children(), true).map(Condition::negated);
      case "dbms" -> Optional.of(Condition.of(LiquibaseLog.isForPostgres(node.text("type"))));
      case "expectedQuotingStrategy" -> Optional.of(Condition.of(true));
      case "runningAs" ->
          Optional.of(Condition.of("current_user = " + literal(node.text("username"))));
      case "sqlCheck" ->
          sql(node)
              .map(
                  sql ->
                      Condition.of(
                          "(%s)::text = %s".formatted(sql, literal(node.text("expectedResult")))));
      default -> existing(node).map(Condition::of);
    };
  }

  private Optional<String> sql(ChangeNode node) {
    var text = log.resolve(node.get("sql").orElse(node.text(ChangeNode.TEXT))).strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text.replaceFirst(";\\s*$", ""));
  }

  /// Whether something is there; empty where the name is not told, or it is something else.
  private Optional<String> existing(ChangeNode node) {
    return switch (node.name()) {
      case "tableExists" -> listed(node, "pg_tables", "schemaname", "tablename", "tableName");
      case "viewExists" -> listed(node, "pg_views", "schemaname", "viewname", "viewName");
      case "indexExists" -> listed(node, "pg_indexes", "schemaname", "indexname", "indexName");
      case "sequenceExists" ->
          listed(node, "pg_sequences", "schemaname", "sequencename", "sequenceName");
      case "columnExists" ->
          listed(node, "information_schema.columns", "table_schema", "column_name", "columnName")
              .map(sql -> withTable(sql, node));
      case "foreignKeyConstraintExists" -> constraint(node, 'f', "foreignKeyName");
      case "primaryKeyExists" -> constraint(node, 'p', "primaryKeyName");
      case "uniqueConstraintExists" -> constraint(node, 'u', "constraintName");
      default -> Optional.empty();
    };
  }

  private Optional<String> listed(
      ChangeNode node, String list, String schemaColumn, String nameColumn, String attribute) {
    return node.get(attribute)
        .map(
            name ->
                "EXISTS (SELECT FROM %s WHERE %s = %s AND lower(%s) = %s)"
                    .formatted(list, schemaColumn, schema(node), nameColumn, lower(name)));
  }

  private String withTable(String sql, ChangeNode node) {
    return sql.substring(0, sql.length() - 1)
        + " AND lower(table_name) = "
        + lower(node.text("tableName"))
        + ")";
  }

  private Optional<String> constraint(ChangeNode node, char type, String attribute) {
    return node.get(attribute)
        .map(
            name ->
                "EXISTS (SELECT FROM pg_constraint WHERE connamespace = %s::regnamespace AND contype = '%s' AND lower(conname) = %s)"
                    .formatted(schema(node), type, lower(name)));
  }

  private String schema(ChangeNode node) {
    return node.get("schemaName").map(this::literal).orElse("current_schema()");
  }

  private String lower(String name) {
    return ChangeNames.literal(log.resolve(name).toLowerCase(Locale.ROOT));
  }

  private String literal(String text) {
    return ChangeNames.literal(log.resolve(text));
  }
}
