package dev.revisor.engine.catalog;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What changes whenever a database's schema does, whatever is looked at of it, for a tenth of what
/// reading the schema costs. The same trace: the same schema. Another trace may be the same schema
/// still: after a restart, or after a table was rewritten.
public final class CatalogTrace {
  private static final SqlText TRACE = SqlText.of(CatalogTrace.class, "trace.sql");
  private static final SqlText CATALOG = SqlText.of(CatalogTrace.class, "trace_catalog.sql");

  /// System catalogs that name objects by their `oid`.
  private static final List<String> OBJECTS =
      List.of(
          "pg_class",
          "pg_attrdef",
          "pg_constraint",
          "pg_type",
          "pg_enum",
          "pg_collation",
          "pg_proc",
          "pg_operator",
          "pg_cast",
          "pg_rewrite",
          "pg_trigger",
          "pg_policy",
          "pg_statistic_ext",
          "pg_extension",
          "pg_event_trigger",
          "pg_publication",
          "pg_publication_rel",
          "pg_default_acl",
          "pg_foreign_data_wrapper",
          "pg_foreign_server");

  /// Those that have no `oid` of their own.
  private static final List<Rows> OTHERS =
      List.of(
          new Rows("pg_attribute", "attrelid", "attnum"),
          new Rows("pg_index", "indexrelid", "0"),
          new Rows("pg_inherits", "inhrelid", "inhparent"),
          new Rows("pg_partitioned_table", "partrelid", "0"),
          new Rows("pg_foreign_table", "ftrelid", "0"),
          new Rows("pg_sequence", "seqrelid", "0"),
          new Rows("pg_range", "rngtypid", "0"),
          new Rows("pg_aggregate", "aggfnoid", "0"),
          new Rows("pg_description", "objoid", "objsubid"),
          new Rows("pg_depend", "objid", "refobjid"));

  private CatalogTrace() {}

  /// A catalog and the columns that tell its rows apart.
  private record Rows(String catalog, String object, String part) {
    private String sql() {
      return CATALOG.with("catalog", catalog).with("object", object).with("part", part).toString();
    }
  }

  /// A query of one text.
  public static String sql() {
    var catalogs =
        Stream.concat(OBJECTS.stream().map(name -> new Rows(name, "oid", "0")), OTHERS.stream())
            .map(Rows::sql)
            .collect(Collectors.joining("\nUNION ALL\n"));
    return TRACE.with("catalogs", catalogs).toString();
  }

  /// @throws dev.revisor.engine.result.RevisorException what [SqlStates] says
  public static String of(Connection connection) {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql())) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot look for changes of the schema");
    }
  }
}
