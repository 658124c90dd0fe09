package dev.revisor.script;

import java.util.List;
import java.util.Random;

/// Random scripts that PostgreSQL accepts on an empty database, made of everything that can hide a
/// semicolon.
final class RandomSql {
  private static final List<String> VALUES =
      List.of(
          "1",
          "(2)",
          "1_0",
          "0x1F",
          "'a'",
          "';'",
          "''",
          "''''",
          "'\\'",
          "E'\\';'",
          "e'\\\\'",
          "E'a'\n'\\';b'",
          "E'a' -- ;\n\t'\\''",
          "'a'\n'\\'",
          "U&'\\0061;'",
          "u&';' UESCAPE '!'",
          "N';'",
          "B'01'",
          "x'F'",
          "$$;$$",
          "$a$ ;'$$ $b$a$",
          "$_é1$--;/*$_é1$",
          "(SELECT 1)",
          "CASE WHEN 1 < 2 THEN ';' ELSE $$end;$$ END",
          "(ARRAY[1,2])[1:2]",
          "'1'::int",
          "1-- ;'\n",
          "(1 /* ; ' */)",
          "array[';', $$'$$]",
          "- 1",
          "(1 +-- ;\n1)",
          "(2 */* ; */ 3)");
  private static final List<String> NAMES =
      List.of(
          "a",
          "\"a;\"",
          "\"it\"\"s;\"",
          "été",
          "a$b",
          "begin",
          "atomic",
          "U&\"\\0061;\"",
          "\"--\"",
          "\"/*\"",
          "copy",
          "e",
          "u",
          "\"$$\"",
          "表",
          "a$$");
  private static final List<String> BLANKS =
      List.of(
          " ",
          "\n",
          "\t",
          "\r\n",
          "\f",
          " -- ;'\"$$\n",
          "/**/",
          " /* ; ' -- /* \n; */ ; */ ",
          "\n-- E'\n",
          "  ",
          "/* */",
          "\u000b",
          "--\r");

  private RandomSql() {}

  /// `count` statements, the last perhaps without a semicolon, with empty ones in between.
  static String script(Random random, int count) {
    var script = new StringBuilder();
    for (var i = 0; i < count; i++) {
      script.append(blank(random)).append(statement(random, i)).append(blank(random));
      if (i < count - 1 || random.nextBoolean()) {
        script.append(random.nextInt(8) == 0 ? ";;" + blank(random) + ";" : ";");
      }
    }
    return script.append(blank(random)).toString();
  }

  private static String statement(Random random, int number) {
    return switch (random.nextInt(8)) {
      case 0 -> routine(random, number);
      case 1 -> "DO" + blank(random) + "$do$ BEGIN PERFORM 1; END $do$";
      case 2 -> "VALUES" + blank(random) + "(" + items(random) + ")";
      case 3 -> "(" + select(random) + ")";
      case 4 -> rule(random, number);
      default -> select(random);
    };
  }

  private static String select(Random random) {
    return "SELECT" + blank(random) + items(random);
  }

  private static String items(Random random) {
    var items = new StringBuilder(item(random));
    for (var i = random.nextInt(4); i > 0; i--) {
      items.append(blank(random)).append(',').append(blank(random)).append(item(random));
    }
    return items.toString();
  }

  private static String item(Random random) {
    return pick(random, VALUES);
  }

  private static String aliased(Random random) {
    return "SELECT" + blank(random) + item(random) + " AS " + pick(random, NAMES);
  }

  private static String routine(Random random, int number) {
    var body = new StringBuilder();
    for (var i = random.nextInt(4); i >= 0; i--) {
      body.append(blank(random));
      body.append(i > 0 && random.nextInt(4) == 0 ? "SELECT 1 END" : aliased(random)).append(';');
    }
    var or = random.nextBoolean() ? "OR" + blank(random) + "REPLACE " : "";
    return ("CREATE %sPROCEDURE p%d(%s int)%sBEGIN%sATOMIC %s%sEND")
        .formatted(
            or, number, pick(random, NAMES), blank(random), blank(random), body, blank(random));
  }

  private static String rule(Random random, int number) {
    return "CREATE TABLE t%1$d (a int, %2$s CHECK (true))"
        .formatted(number, random.nextBoolean() ? "\"b;\" text DEFAULT ';'" : "c text");
  }

  private static String blank(Random random) {
    return pick(random, BLANKS);
  }

  private static String pick(Random random, List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
