package dev.revisor.engine.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesiredSchemaIT {
  @TempDir Path folder;
  private final TestDatabase scratch = PostgresServer.newDatabase();

  private List<Problem> load(SchemaSource source) throws SQLException {
    return load(source, Company.OTHERS);
  }

  private List<Problem> load(SchemaSource source, Company company) throws SQLException {
    try (var connection = scratch.connect()) {
      return new DesiredSchema(EnvironmentDirectory.withoutFiles(folder))
          .load(source, connection, company);
    }
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text);
  }

  private List<String> relations() {
    return scratch.list(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN"
            + " ('r', 'v') ORDER BY 1");
  }

  @Test
  void loadsWhatPgDumpWrites() throws Exception {
    write(
        "schema.sql",
        """
        \\restrict abc
        SET statement_timeout = 0;
        SELECT pg_catalog.set_config('search_path', '', false);
        CREATE TABLE public.t (id integer NOT NULL);
        COPY public.t (id) FROM stdin;
        1
        \\.
        ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
        \\unrestrict abc
        """);
    assertThat(load(new SchemaSource.File("schema.sql"))).isEmpty();
    assertThat(relations()).containsExactly("t");
    assertThat(scratch.value("SELECT count(*) FROM t")).isEqualTo("0");
  }

  @Test
  void loadsADirectoryInWhateverOrderWorks() throws Exception {
    write("schema/a_view.sql", "CREATE VIEW v AS SELECT * FROM b; GRANT SELECT ON v TO PUBLIC;");
    write(
        "schema/b.sql",
        "SET search_path = public; CREATE TABLE b (a int REFERENCES z (id), m mood);");
    write(
        "schema/sub/z.sql", "CREATE TABLE z (id int PRIMARY KEY); CREATE TYPE mood AS ENUM ('x');");
    assertThat(load(new SchemaSource.Directory("schema"))).isEmpty();
    assertThat(relations()).containsExactly("b", "v", "z");
  }

  @Test
  void namesWhatWaitsForEachOther() throws Exception {
    write("schema/a.sql", "CREATE VIEW a AS SELECT * FROM b;");
    write("schema/b.sql", "\nCREATE VIEW b AS SELECT * FROM a;");
    assertThat(load(new SchemaSource.Directory("schema")))
        .extracting(Problem::file, Problem::line)
        .containsExactly(tuple("schema/a.sql", 1), tuple("schema/b.sql", 2));
  }

  @Test
  void tellsWhereAStatementFailed() throws Exception {
    write("schema.sql", "CREATE TABLE a (id int);\n\n  CREATE TABLE b (id nonsense);\n");
    var problems = load(new SchemaSource.File("schema.sql"));
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().toString())
        .isEqualTo("schema.sql:3: type \"nonsense\" does not exist (42704)");
    assertThat(relations()).containsExactly("a");
  }

  @Test
  void tellsTheColumnThatTheServerPointsAt() throws Exception {
    write("schema.sql", "-- ü\nCREATE TABLE a (\n  id int,\n  note nonsense\n);\n");
    assertThat(load(new SchemaSource.File("schema.sql")))
        .containsExactly(
            new Problem("schema.sql", 4, 8, "type \"nonsense\" does not exist (42704)"));
  }

  @Test
  void passesOverTransactionsAndFindsWhatFailsBehindThem() throws Exception {
    write("schema.sql", "BEGIN;\nCREATE TABLE a ();\nCOMMIT;\nCREATE TABLE b (id nonsense);\n");
    assertThat(load(new SchemaSource.File("schema.sql")))
        .extracting(Problem::line, Problem::message)
        .containsExactly(tuple(4, "type \"nonsense\" does not exist (42704)"));
    write("back.sql", "CREATE TABLE c ();\nROLLBACK;\n");
    assertThat(load(new SchemaSource.File("back.sql")))
        .extracting(Problem::line, Problem::message)
        .containsExactly(
            tuple(2, "a desired schema is loaded whole: nothing in it can be taken back"));
  }

  @Test
  void loadsTheDumpOfALaterVersionWithItsSchemaPublic() throws Exception {
    write(
        "schema.sql",
        """
        SET transaction_timeout_of_later = 0;
        CREATE SCHEMA public;
        COMMENT ON SCHEMA public IS 'standard public schema';
        CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;
        SET default_table_access_method = heap;
        CREATE TABLE public.t (id integer);
        CREATE INDEX CONCURRENTLY i ON public.t (id);
        """);
    assertThat(load(new SchemaSource.File("schema.sql"))).isEmpty();
    assertThat(relations()).containsExactly("t");
  }

  @Test
  void refusesToGoToAnotherDatabase() throws Exception {
    write("schema.sql", "CREATE TABLE t ();\n\\connect shop\n");
    assertThat(load(new SchemaSource.File("schema.sql")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.line()).isEqualTo(2);
              assertThat(problem.message()).contains("\\connect");
            });
    assertThat(relations()).isEmpty();
  }

  @Test
  void tellsOfAFileThatIsNotThere() throws Exception {
    assertThat(load(new SchemaSource.File("schema.sql")))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .contains("schema");
  }

  @Test
  void makesMissingRolesWhereNobodyElseIs() throws Exception {
    write(
        "schema.sql",
        """
        CREATE TABLE t (id int);
        ALTER TABLE t OWNER TO desired_owner;
        GRANT SELECT ON t TO desired_reader;
        CREATE POLICY p ON t TO desired_reader USING (true);
        """);
    var source = new SchemaSource.File("schema.sql");
    assertThat(load(source)).extracting(Problem::line).containsExactly(2);
    scratch.execute("DROP TABLE t");
    assertThat(load(source, Company.NONE)).isEmpty();
    scratch.execute("DROP TABLE t; DROP ROLE desired_owner, desired_reader");
  }

  @Test
  void letsStatementsReachWhereTheServerWasGivenForIt() throws Exception {
    write("schema.sql", "CREATE ROLE desired_role;\nDROP ROLE desired_role;");
    assertThat(load(new SchemaSource.File("schema.sql"), Company.GIVEN)).isEmpty();
  }

  @Test
  void refusesWhatReachesBeyondAScratchBesideOthers() throws Exception {
    write("schema.sql", "CREATE TABLE a (id int);\nALTER SYSTEM SET work_mem = '1MB';");
    assertThat(load(new SchemaSource.File("schema.sql")))
        .extracting(Problem::line)
        .containsExactly(2);
  }
}
