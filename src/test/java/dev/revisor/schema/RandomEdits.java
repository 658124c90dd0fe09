package dev.revisor.schema;

import java.util.ArrayList;
import java.util.List;

/// Draws the statements of a schema of tables, and edits of them. There are few names, so that they
/// meet: tables called like columns, indexes as PostgreSQL would call others.
final class RandomEdits {
  private static final String[] TABLES = {
    "t", "t_a", "t_a_b", "b", "\"T\"", "\"t x\"", "_t", "t1", "s2.t", "s2.u", "u", "v1", "note"
  };
  private static final String[] COLUMNS = {"a", "b", "a_b", "id", "t", "note", "\"A\"", "u_id"};
  private static final String[] TYPES = {
    "int", "int", "bigint", "text", "varchar(9)", "mood", "positive", "note", "t", "numeric(8,2)"
  };
  private static final String[] NAMES = {
    "t_a_idx",
    "t_a_key",
    "t_pkey",
    "t_a_b_idx",
    "t_a_b_fkey",
    "t_id_seq",
    "t_a_check",
    "i",
    "t_a_idx1"
  };

  private final Drawing draw;

  RandomEdits(long seed) {
    this.draw = new Drawing(seed);
  }

  /// What may be the beginning of a schema.
  List<String> beginning() {
    var statements = new ArrayList<String>();
    if (draw.comes(4)) {
      statements.add("SET search_path = " + draw.one("public", "s2, public", "public, s2"));
    }
    statements.add("CREATE SCHEMA s2");
    statements.add("CREATE TYPE mood AS ENUM ('a', 'b')");
    statements.add("CREATE DOMAIN positive AS int CHECK (VALUE > 0)");
    statements.add(
        "CREATE FUNCTION twice(x int) RETURNS int IMMUTABLE LANGUAGE sql AS 'select x * 2'");
    return statements;
  }

  private String table() {
    return draw.one(TABLES);
  }

  private String column() {
    return draw.one(COLUMNS);
  }

  String statement() {
    return switch (draw.number(30)) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> created(table());
      case 9, 10, 11, 12 ->
          "CREATE %sINDEX %s ON %s (%s)%s"
              .formatted(
                  draw.one("", "", "UNIQUE "),
                  draw.one("", "", draw.one(NAMES)),
                  table(),
                  draw.one(column(), column() + ", " + column(), "twice(a)"),
                  draw.one("", "", "", " WHERE id > 0"));
      case 13, 14, 15, 16 -> "ALTER TABLE " + table() + " ADD " + constraint();
      case 17 -> "ALTER TABLE %s ADD COLUMN %s".formatted(table(), line());
      case 18 ->
          "ALTER TABLE %s ALTER COLUMN %s %s"
              .formatted(
                  table(),
                  column(),
                  draw.one(
                      "SET DEFAULT 7",
                      "SET NOT NULL",
                      "TYPE bigint",
                      "SET DEFAULT nextval('t_id_seq')",
                      "ADD GENERATED ALWAYS AS IDENTITY"));
      case 19 ->
          "COMMENT ON %s IS '%s'"
              .formatted(
                  draw.one(
                      "TABLE " + table(),
                      "COLUMN " + table() + "." + column(),
                      "INDEX " + draw.one(NAMES),
                      "CONSTRAINT " + draw.one(NAMES) + " ON " + table()),
                  draw.one("x", "the t"));
      case 20 ->
          "GRANT %s ON %s TO tester".formatted(draw.one("SELECT", "UPDATE (a)", "ALL"), table());
      case 21 -> "CREATE SEQUENCE " + draw.one("t_id_seq", "t_a_seq", "q");
      case 22 ->
          "ALTER SEQUENCE %s %s"
              .formatted(
                  draw.one("t_id_seq", "t_a_seq", "q"),
                  draw.one("OWNED BY " + table() + "." + column(), "INCREMENT 3"));
      case 23 -> "CREATE VIEW v%d AS SELECT * FROM %s".formatted(draw.number(3), table());
      case 24 ->
          draw.one(
              "CREATE TYPE note AS (a int)",
              "CREATE DOMAIN s2.positive AS bigint",
              "CREATE TYPE s2.mood AS ENUM ('c')",
              "CREATE DOMAIN note AS text",
              "CREATE FUNCTION twice(x bigint) RETURNS int IMMUTABLE LANGUAGE sql AS 'select 1'",
              "CREATE TYPE _t AS (x int)");
      case 25 -> "SET search_path = " + draw.one("public", "s2, public", "s2");
      case 26 ->
          draw.one(
              "CREATE TABLE h (c int) INHERITS (%s)".formatted(table()),
              "CREATE TABLE p (a int, id int) PARTITION BY RANGE (a)",
              "CREATE TABLE t_a PARTITION OF p DEFAULT",
              "ALTER TABLE %s OWNER TO tester".formatted(table()),
              "ALTER TABLE %s ENABLE ROW LEVEL SECURITY".formatted(table()),
              "ALTER TABLE %s REPLICA IDENTITY FULL".formatted(table()));
      case 27 -> "CREATE STATISTICS st (ndistinct) ON a, b FROM " + table();
      default -> "CREATE TABLE %s (%s, %s)".formatted(table(), key(), reference());
    };
  }

  private String created(String name) {
    var lines = new ArrayList<String>();
    lines.add(key());
    for (var more = 1 + draw.number(3); more > 0; more--) {
      lines.add(draw.comes(4) ? reference() : line());
    }
    if (draw.comes(4)) {
      lines.add(constraint());
    }
    return "CREATE %sTABLE %s (%s)%s"
        .formatted(
            draw.one("", "", "", "", "", "", "UNLOGGED "),
            name,
            String.join(", ", lines),
            draw.one("", "", "", " WITH (fillfactor = 70)"));
  }

  private String key() {
    return draw.one(
        "id int PRIMARY KEY",
        "id serial PRIMARY KEY",
        "id int GENERATED ALWAYS AS IDENTITY",
        "id int UNIQUE",
        "id int PRIMARY KEY, CONSTRAINT t_a_key UNIQUE (id)",
        "id int");
  }

  private String line() {
    return column()
        + " "
        + draw.one(TYPES)
        + draw.one(
            "",
            "",
            "",
            " NOT NULL",
            " UNIQUE",
            " CHECK (id > 1)",
            " DEFAULT 5",
            " DEFAULT 'a'",
            " DEFAULT twice(3)",
            " DEFAULT nextval('t_id_seq')");
  }

  private String reference() {
    return "%s int REFERENCES %s%s"
        .formatted(column(), table(), draw.one("", " (id)", " ON DELETE CASCADE"));
  }

  private String constraint() {
    return draw.one("", "", "CONSTRAINT " + draw.one(NAMES) + " ")
        + draw.one(
            "FOREIGN KEY (a) REFERENCES " + table() + draw.one("", " (id)"),
            "FOREIGN KEY (b) REFERENCES " + table() + draw.one("", " (id)"),
            "UNIQUE (" + column() + ")",
            "PRIMARY KEY (id)",
            "CHECK (a > 1)",
            "EXCLUDE USING btree (id WITH =)");
  }

  /// Some statements, changed in one to three places.
  List<String> edited(List<String> statements) {
    var edited = new ArrayList<>(statements);
    for (var changes = 1 + draw.number(3); changes > 0; changes--) {
      var at = draw.number(edited.size());
      switch (draw.number(10)) {
        case 0, 1 -> edited.add(at, statement());
        case 2 -> edited.add(statement());
        case 3 -> edited.remove(at);
        case 4 -> edited.add(draw.number(edited.size()), edited.remove(at));
        default -> edited.set(at, changed(edited.get(at)));
      }
    }
    return edited;
  }

  private String changed(String statement) {
    var open = statement.indexOf('(');
    if (!statement.contains("TABLE") || open < 0 || draw.comes(6)) {
      return statement.replaceFirst("\\bint\\b|\\btext\\b", draw.one("bigint", "int", "text"));
    }
    if (statement.startsWith("CREATE TABLE") && draw.comes(4)) {
      return created(statement.substring(13, open).strip());
    }
    return statement.startsWith("CREATE")
        ? draw.comes(3)
            ? statement.replaceFirst(", [^,]*?([,)])", "$1")
            : statement.substring(0, open + 1) + line() + ", " + statement.substring(open + 1)
        : statement.replaceFirst("\\b[ab]\\b", draw.one("a", "b", "id"));
  }
}
