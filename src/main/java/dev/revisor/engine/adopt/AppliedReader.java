package dev.revisor.engine.adopt;

import dev.revisor.engine.database.Identifier;
import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds a tool's table in a database and reads it. Nothing is changed.
public final class AppliedReader {
  private static final SqlText FIND = SqlText.of(AppliedReader.class, "find_table.sql");
  private static final String UNDEFINED_COLUMN = "42703";

  private final Tool tool;
  private final String name;

  /// @param given a name that the user gave, or the project; `schema.table` or `table`
  public AppliedReader(Tool tool, Optional<String> given) {
    this.tool = tool;
    this.name = given.orElse(tool.table().name());
  }

  /// @throws dev.revisor.engine.result.RevisorException when the database cannot be read
  public Applied read(Connection connection, List<ForeignMigration> migrations) {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      var found = find(statement);
      return switch (found.size()) {
        case 0 -> new Applied.NoTable(name);
        case 1 -> read(statement, found.getFirst(), migrations);
        default ->
            new Applied.Refused(
                "several schemas have a table "
                    + name
                    + "; name the one of "
                    + tool
                    + " with --table: "
                    + found.stream().map(Place::toString).collect(Collectors.joining(", ")));
      };
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot read " + name);
    }
  }

  private Applied read(Statement statement, Place place, List<ForeignMigration> migrations)
      throws SQLException {
    try {
      return switch (tool.table().read(statement, place.quoted(), migrations)) {
        case Applied.NoTable none -> none;
        case Applied.Keys(_, var keys, var optional) ->
            new Applied.Keys(place.toString(), keys, optional);
        case Applied.Refused(var message) -> new Applied.Refused(place + " " + message);
      };
    } catch (SQLException e) {
      if (UNDEFINED_COLUMN.equals(e.getSQLState())) {
        return new Applied.Refused(
            place
                + " does not have the columns of "
                + tool
                + "'s table; name the right one with --table");
      }
      throw e;
    }
  }

  /// Where a table is.
  private record Place(Identifier schema, Identifier table) {
    private String quoted() {
      return schema.quoted() + "." + table.quoted();
    }

    @Override
    public String toString() {
      return schema + "." + table;
    }
  }

  /// The tables of the name; the one of the search path alone where it has one.
  private List<Place> find(Statement statement) throws SQLException {
    var dot = name.indexOf('.');
    var schema = dot < 0 ? "NULL" : Literal.of(name.substring(0, dot));
    var sql =
        FIND.with("schema", schema).with("table", Literal.of(name.substring(dot + 1))).toString();
    var visible = new ArrayList<Place>();
    var all = new ArrayList<Place>();
    try (var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        var place = new Place(new Identifier(rows.getString(1)), new Identifier(rows.getString(2)));
        all.add(place);
        if (rows.getBoolean(3)) {
          visible.add(place);
        }
      }
    }
    return visible.isEmpty() ? all : visible;
  }
}
