package dev.revisor.schema;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rows of a database's tables, and how far its sequences have counted.
record SchemaRows(List<TableRows> tables, Map<SchemaObject, Long> sequences) {
  /// The values of a table's columns, in the order of the rows' text.
  ///
  /// @param types by column; of composite types with their attributes
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
          types.put(column.id().detail(), type(catalog, column));
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
            && !keeps(old, now.get(), column, type(through, through.get(id)))) {
          lost.add(old.table.name() + "." + column);
        }
      }
    }
    lost.addAll(countsLostOf(before, through));
    return lost;
  }

  /// The sequences that have the same bounds throughout and begin again.
  private List<String> countsLostOf(SchemaRows before, Catalog through) {
    var lost = new ArrayList<String>();
    for (var now : sequences.entrySet()) {
      var sequence = now.getKey();
      for (var old : before.sequences.entrySet()) {
        var isSame =
            countsAlike(sequence, old.getKey())
                && through.get(sequence.id()) instanceof SchemaObject between
                && countsAlike(sequence, between);
        var step = sequence.get("options", "").contains("INCREMENT BY -") ? -1 : 1;
        if (isSame && step * now.getValue() < step * old.getValue()) {
          lost.add(sequence.id().name());
        }
      }
    }
    return lost;
  }

  private static boolean countsAlike(SchemaObject sequence, SchemaObject other) {
    return sequence.id().equals(other.id())
        && sequence.get("options", "").equals(other.get("options"));
  }

  private static boolean holdsValues(Catalog catalog, ObjectId column) {
    var value = catalog.get(column.as(Kind.DEFAULT));
    return catalog.has(column) && (value == null || !value.is("generated"));
  }

  /// Values of another type by then count as such. Those that went through another type and back
  /// may be written otherwise: `5` as `5.00`.
  private static boolean keeps(TableRows old, TableRows now, String column, String between) {
    var type = old.types.getOrDefault(column, "");
    var before = old.values.getOrDefault(column, List.of());
    var after = now.values.getOrDefault(column, List.of());
    var isOther = !type.equals(now.types.get(column));
    var isOtherBetween = !type.equals(between);
    if (isOther || isOtherBetween && type.contains("\n")) {
      return before.stream().filter(Optional::isPresent).count()
          == after.stream().filter(Optional::isPresent).count();
    }
    UnaryOperator<String> text = isOtherBetween ? SchemaRows::meant : UnaryOperator.identity();
    return sorted(before, text).equals(sorted(after, text));
  }

  private static String meant(String value) {
    return value.matches("\\d+(\\.\\d+)? *")
        ? new BigDecimal(value.strip()).stripTrailingZeros().toPlainString()
        : value.strip();
  }

  private static String type(Catalog catalog, @Nullable SchemaObject column) {
    var type = column == null ? "" : column.get("type", "");
    var name = type.replace("[]", "");
    var dot = name.indexOf('.');
    var composite =
        dot < 0
            ? null
            : catalog.get(
                new ObjectId(Kind.COMPOSITE, name.substring(0, dot), name.substring(dot + 1)));
    return composite == null ? type : type + "\n" + composite.get("attributes");
  }

  private static List<String> sorted(List<Optional<String>> values, UnaryOperator<String> text) {
    return values.stream().map(value -> value.map(text).orElse("\0")).sorted().toList();
  }
}
