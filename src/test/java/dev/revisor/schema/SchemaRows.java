package dev.revisor.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// The rows of a database's tables.
record SchemaRows(List<TableRows> tables) {
  /// The values of a table's columns, in the order of the rows' text.
  ///
  /// @param types by column
  /// @param values by column; of columns that are no generated ones
  record TableRows(
      ObjectId table,
      int count,
      Map<String, String> types,
      Map<String, List<Optional<String>>> values) {
    static TableRows read(Connection connection, Catalog catalog, ObjectId table) {
      var types = new LinkedHashMap<String, String>();
      for (var column : catalog.parts(Kind.COLUMN, table)) {
        var value = catalog.get(column.id().as(Kind.DEFAULT));
        if (value == null || !value.is("generated")) {
          types.put(column.id().detail(), column.get("type", ""));
        }
      }
      var values = new LinkedHashMap<String, List<Optional<String>>>();
      types.keySet().forEach(column -> values.put(column, new ArrayList<>()));
      var columns =
          types.keySet().stream().map(name -> name + "::text").collect(Collectors.joining(", "));
      var sql = "SELECT %s FROM ONLY %s".formatted(columns, table.qualified());
      var count = 0;
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery(sql)) {
        for (; rows.next(); count++) {
          var at = 1;
          for (var list : values.values()) {
            list.add(Optional.ofNullable(rows.getString(at++)));
          }
        }
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
      return new TableRows(table, count, types, values);
    }
  }

  /// What is not here any more of the rows that another state had: of the tables and columns that
  /// both have. Where the type is another, only whether there is a value counts.
  ///
  /// @param through a schema that was in between: what it lacks may be lost
  List<String> lostOf(SchemaRows before, Catalog through) {
    var lost = new ArrayList<String>();
    for (var old : before.tables) {
      var now = tables.stream().filter(each -> each.table.equals(old.table)).findFirst();
      if (now.isEmpty() || through.get(old.table) == null) {
        continue;
      }
      if (now.get().count() != old.count()) {
        lost.add(old.table.name());
        continue;
      }
      for (var column : old.values.keySet()) {
        var id = new ObjectId(Kind.COLUMN, old.table.schema(), old.table.name(), column);
        if (now.get().values.containsKey(column)
            && holdsValues(through, id)
            && !same(old, now.get(), column)) {
          lost.add(old.table.name() + "." + column);
        }
      }
    }
    return lost;
  }

  private static boolean holdsValues(Catalog catalog, ObjectId column) {
    var value = catalog.get(column.as(Kind.DEFAULT));
    return catalog.has(column) && (value == null || !value.is("generated"));
  }

  private static boolean same(TableRows old, TableRows now, String column) {
    var before = old.values.getOrDefault(column, List.of());
    var after = now.values.getOrDefault(column, List.of());
    return Objects.equals(old.types.get(column), now.types.get(column))
        ? sorted(before).equals(sorted(after))
        : before.stream().filter(Optional::isPresent).count()
            == after.stream().filter(Optional::isPresent).count();
  }

  private static List<String> sorted(List<Optional<String>> values) {
    return values.stream().map(value -> value.orElse("\0")).sorted().toList();
  }
}
