package dev.revisor.engine.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.environment.EnvironmentDirectory;
import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.environment.SchemaSource;
import dev.revisor.engine.scratch.Company;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlDirectoryIT {
  @TempDir Path folder;
  private final TestDatabase scratch = PostgresServer.newDatabase();

  private List<String> load() throws SQLException {
    try (var connection = scratch.connect()) {
      return new DesiredSchema(EnvironmentDirectory.withoutFiles(folder))
          .load(new SchemaSource.Directory("."), connection, Company.OTHERS).stream()
              .map(Problem::toString)
              .toList();
    }
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text);
  }

  @Test
  void takesFilesApartWhereTheyNeedEachOther() throws Exception {
    write("a.sql", "CREATE VIEW v AS SELECT * FROM b;\nCREATE TABLE x (id int PRIMARY KEY);");
    write("b.sql", "CREATE TABLE y (x int REFERENCES x);\nCREATE TABLE b (id int);");
    assertThat(load()).isEmpty();
    assertThat(scratch.value("SELECT count(*) FROM v, x, y")).isEqualTo("0");
  }

  @Test
  void letsNothingPassThatWouldFindLess() throws Exception {
    write(
        "a.sql",
        """
        CREATE TABLE a (id int REFERENCES z);
        ALTER TABLE IF EXISTS a ADD COLUMN note text;
        INSERT INTO a (id) SELECT NULL WHERE to_regclass('z') IS NOT NULL;
        CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql RETURN (SELECT count(*) FROM z);
        CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql RETURN 2;
        """);
    write("z.sql", "CREATE TABLE z (id int PRIMARY KEY);");
    assertThat(load()).isEmpty();
    assertThat(scratch.value("SELECT count(note) || ' ' || count(*) || ' ' || f() FROM a"))
        .isEqualTo("0 1 2");
  }

  @Test
  void letsThemPassWhereNothingElseHelps() throws Exception {
    write(
        "a.sql",
        """
        CREATE VIEW v AS SELECT f();
        CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql RETURN 1;
        """);
    assertThat(load()).isEmpty();
  }

  @Test
  void grantsOnAllTablesOnceAllAreThere() throws Exception {
    write("a.sql", "CREATE TABLE a ();\nGRANT SELECT ON ALL TABLES IN SCHEMA public TO PUBLIC;");
    write("b.sql", "CREATE TABLE b ();");
    assertThat(load()).isEmpty();
    assertThat(scratch.value("SELECT relacl::text ~ '=r/' FROM pg_class WHERE relname = 'b'"))
        .isEqualTo("t");
  }

  @Test
  void saysTheSettingsOfAFileAgainAndKeepsThemFromOthers() throws Exception {
    write(
        "a.sql",
        "SET search_path = one;\nCREATE TABLE t (id public.later);\nCREATE TABLE u ();\n"
            + "SET search_path = two;\nCREATE VIEW v AS SELECT * FROM public.other;");
    write("b.sql", "CREATE TABLE other ();\nCREATE DOMAIN later AS int;");
    write("c.sql", "CREATE SCHEMA one;\nCREATE SCHEMA two;");
    assertThat(load()).isEmpty();
    assertThat(
            scratch.list(
                "SELECT relnamespace::regnamespace || '.' || relname FROM pg_class"
                    + " WHERE relname IN ('t', 'u', 'v', 'other') ORDER BY 1"))
        .containsExactly("one.t", "one.u", "public.other", "two.v");
  }

  @Test
  void namesACycleAndWhatIsNowhereButNotWhatFollows() throws Exception {
    write("a.sql", "CREATE VIEW a AS SELECT * FROM b;\nCREATE VIEW follows AS SELECT * FROM a;");
    write("b.sql", "CREATE VIEW b AS\n  SELECT * FROM a;");
    write(
        "c.sql", "CREATE TABLE c (id nowhere);\nCREATE TABLE d (c int, x c);\nCREATE TABEL e ();");
    assertThat(load())
        .containsExactly(
            "a.sql:1: relation \"b\" does not exist (42P01); these wait for each other: a in"
                + " a.sql:1, b in b.sql:1",
            "b.sql:2: relation \"a\" does not exist (42P01); these wait for each other: b in"
                + " b.sql:1, a in a.sql:1",
            "c.sql:1: type \"nowhere\" does not exist (42704)",
            "c.sql:3: syntax error at or near \"TABEL\" (42601)");
  }

  @Test
  void loadsAChainOfAnyLengthInAnyOrder() throws Exception {
    var names = new ArrayList<Integer>();
    for (var i = 0; i < 60; i++) {
      names.add(i);
    }
    Collections.shuffle(names, new Random(7));
    for (var i = 0; i < 60; i++) {
      write(
          "%02d.sql".formatted(names.get(i)),
          "CREATE TABLE t%d (id int PRIMARY KEY, other int%s);"
              .formatted(i, i == 0 ? "" : " REFERENCES t" + (i - 1)));
    }
    assertThat(load()).isEmpty();
    assertThat(scratch.value("SELECT count(*) FROM pg_constraint WHERE contype = 'f'"))
        .isEqualTo("59");
  }
}
