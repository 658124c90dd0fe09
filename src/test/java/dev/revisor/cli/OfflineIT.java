package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.Command;
import dev.revisor.support.DebianServer;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `--sql` prints leaves what a run leaves.
class OfflineIT {
  private static final List<String> LEFT =
      List.of(
          "SELECT version_num FROM revisor.version",
          "SELECT concat_ws('|', id, parents, depends_on, labels, message, checksum, downgrade,"
              + " downgrade_transaction, irreversible) FROM revisor.revision ORDER BY id",
          "SELECT concat_ws('|', version_table, command, from_revisions, to_revisions,"
              + " target_revisions, plan_hash, parameters, outcome, reason) FROM revisor.run",
          "SELECT concat_ws('|', ordinal, revision, direction, checksum) FROM revisor.step"
              + " ORDER BY ordinal",
          "SELECT concat_ws('|', id, note) FROM public.notes ORDER BY id",
          "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
          "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = 'two'");

  @TempDir private Path directory;
  private final TestDatabase online = PostgresServer.newDatabase();
  private final TestDatabase offline = PostgresServer.newDatabase();

  @BeforeEach
  void writeRevisions() throws IOException {
    Files.createDirectory(directory.resolve("versions"));
    write(
        "a1",
        """
        -- revisor:message settings, data, variables
        -- revisor:upgrade
        SET search_path = pg_temp, public;
        CREATE TEMP TABLE gone (x int);
        CREATE TABLE public.notes (id int, note text DEFAULT ':v'); -- not the end;
        COPY public.notes FROM stdin;
        1\ta;b
        2\tback \\\\ slash
        \\.
        INSERT INTO public.notes VALUES (3, :'v') -- a comment; at the end
        ;
        SELECT (ARRAY[1, 2, 3])[1:2], 'x'::text

        -- revisor:downgrade
        DROP TABLE public.notes;
        """);
    write(
        "b2",
        """
        -- revisor:revises a1
        -- revisor:labels side
        -- revisor:upgrade transaction=none
        CREATE INDEX CONCURRENTLY notes_id ON notes (id);
        CREATE FUNCTION two() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;
        DO $x$ BEGIN PERFORM 1; END $x$;

        -- revisor:downgrade transaction=none
        DROP FUNCTION two;
        DROP INDEX CONCURRENTLY notes_id;
        """);
    write("c3", "-- revisor:revises a1\n-- revisor:upgrade\n-- revisor:irreversible ever\n");
    write("d4", "-- revisor:revises b2, c3\n-- revisor:upgrade\n-- revisor:downgrade\n");
  }

  private void write(String id, String text) throws IOException {
    var file = directory.resolve("versions").resolve(id + ".sql");
    Files.writeString(file, "-- revisor:revision " + id + "\n" + text);
  }

  private String revisor(String... arguments) {
    var line = new ArrayList<>(List.of("dev/revisor", "-d", directory.toString(), "-x", "v=it's"));
    line.addAll(List.of(arguments));
    return Command.run(line).orFail();
  }

  /// What psql makes of it.
  private Command psql(TestDatabase database, String printed) throws IOException {
    return DebianServer.psql(
        database, Files.writeString(directory.resolve("printed.sql"), printed));
  }

  private void execute(TestDatabase database, String printed) throws IOException {
    psql(database, printed).orFail();
  }

  private static List<List<String>> left(TestDatabase database) {
    return LEFT.stream().map(query -> database.list(query).stream().sorted().toList()).toList();
  }

  @Test
  void leavesWhatARunLeaves() throws Exception {
    revisor("--url", online.url(), "upgrade", "head");
    execute(offline, revisor("upgrade", "head", "--sql"));

    assertThat(left(offline)).isEqualTo(left(online));
    assertThat(revisor("--url", offline.url(), "upgrade", "head")).contains("nothing to do");
  }

  @Test
  void isTheSameEachTimeAndMayRunAgain() throws Exception {
    var up = revisor("upgrade", "d4", "--sql");
    assertThat(revisor("upgrade", "d4", "--sql")).isEqualTo(up);
    var down = revisor("downgrade", "a1:base", "--sql");
    var first = revisor("upgrade", "a1", "--sql");

    for (var printed : List.of(first, down, first)) {
      execute(offline, printed);
    }

    assertThat(offline.list("SELECT outcome FROM revisor.run"))
        .isEqualTo(Collections.nCopies(3, "Succeeded"));
  }

  @Test
  void goesOnFromWhereARunEndedAndBack() throws Exception {
    revisor("--url", offline.url(), "upgrade", "a1");
    execute(offline, revisor("upgrade", "a1:b2", "--sql"));
    assertThat(revisor("--url", offline.url(), "current")).contains("b2");

    execute(offline, revisor("downgrade", "b2:base", "--sql"));

    assertThat(offline.list("SELECT version_num FROM revisor.version")).isEmpty();
    assertThat(offline.list("SELECT id FROM revisor.revision")).isEmpty();
    assertThat(offline.list("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        .isEmpty();
  }

  @Test
  void goesBackAsARunDoes() throws Exception {
    for (var database : List.of(online, offline)) {
      revisor("--url", database.url(), "upgrade", "b2");
    }
    revisor("--url", online.url(), "downgrade", "a1");
    execute(offline, revisor("downgrade", "b2:a1", "--sql"));

    assertThat(left(offline)).isEqualTo(left(online));
    assertThat(left(offline).getFirst()).containsExactly("a1");
    assertThat(left(offline).get(4)).hasSize(3);
  }

  @Test
  void runsAsTheRoleWithTheTimeoutsInTheTransactionOfTheRun() throws Exception {
    writeWitnesses("INSERT INTO seen SELECT 'w2', " + SEEN);
    online.execute(
        "DO $$ BEGIN IF to_regrole('offline_owner') IS NULL THEN"
            + " CREATE ROLE offline_owner SUPERUSER; END IF; END $$");
    var options = List.of("--role", "offline_owner", "--lock-timeout", "7s");
    var run = new ArrayList<>(List.of("--url", online.url(), "upgrade", "w2"));
    run.addAll(options);
    revisor(run.toArray(String[]::new));
    var print = new ArrayList<>(List.of("upgrade", "w2", "--sql", "--statement-timeout", "1min"));
    print.addAll(options);

    execute(offline, revisor(print.toArray(String[]::new)));

    assertThat(
            offline.list("SELECT concat_ws('|', id, who, lock, statement) FROM seen ORDER BY id"))
        .containsExactly("w1|offline_owner|7s|1min", "w2|offline_owner|7s|1min");
    for (var database : List.of(online, offline)) {
      assertThat(database.value("SELECT count(DISTINCT xact) FROM seen")).isEqualTo("1");
      assertThat(
              database.list(
                  "SELECT DISTINCT relowner::regrole FROM pg_class"
                      + " WHERE relnamespace IN ('revisor'::regnamespace, 'public'::regnamespace)"))
          .containsExactly("offline_owner");
    }
  }

  private static final String SEEN =
      "current_user, current_setting('lock_timeout'), current_setting('statement_timeout'),"
          + " pg_current_xact_id()";

  private void writeWitnesses(String second) throws IOException {
    Files.writeString(directory.resolve("revisor.yaml"), "transaction: run\n");
    write(
        "w1",
        "-- revisor:upgrade\nCREATE TABLE seen (id text, who text, lock text, statement text,"
            + " xact xid8);\nINSERT INTO seen SELECT 'w1', "
            + SEEN
            + ";\n-- revisor:downgrade\nDROP TABLE seen;\n");
    write(
        "w2", "-- revisor:revises w1\n-- revisor:upgrade\n" + second + ";\n-- revisor:downgrade\n");
  }

  @Test
  void leavesNothingOfARunThatFailsInOneTransaction() throws Exception {
    writeWitnesses("SELECT 1 / 0");

    assertThat(psql(offline, revisor("upgrade", "w2", "--sql")).exitCode()).isEqualTo(3);

    assertThat(offline.value("SELECT to_regclass('seen') IS NULL")).isEqualTo("t");
    assertThat(offline.list("SELECT version_num FROM revisor.version")).isEmpty();
  }

  @Test
  void makesTheTablesAsTheCommandDoes() throws Exception {
    revisor("--url", online.url(), "ensure-version");
    for (var time = 1; time <= 2; time++) {
      execute(offline, revisor("ensure-version", "--sql"));
    }

    var tables = "SELECT oid::regclass FROM pg_class WHERE relnamespace = 'revisor'::regnamespace";
    assertThat(offline.list(tables)).hasSameElementsAs(online.list(tables)).isNotEmpty();
    assertThat(revisor("--url", offline.url(), "ensure-version")).contains("is there");
  }

  @Test
  void stampsAsTheCommandDoes() throws Exception {
    revisor("--url", online.url(), "stamp", "d4");
    execute(offline, revisor("stamp", "d4", "--sql"));
    assertThat(stamped(offline)).isEqualTo(stamped(online));

    revisor("--url", online.url(), "stamp", "a1");
    execute(offline, revisor("stamp", "d4:a1", "--sql"));
    assertThat(stamped(offline)).isEqualTo(stamped(online)).contains(List.of("a1"));
  }

  @Test
  void purgesAsTheCommandDoes() throws Exception {
    for (var database : List.of(online, offline)) {
      revisor("--url", database.url(), "stamp", "d4");
      database.execute("INSERT INTO revisor.version VALUES ('ffffffffffff')");
    }
    revisor("--url", online.url(), "stamp", "--purge", "b2");
    execute(offline, revisor("stamp", "--purge", "b2", "--sql"));
    assertThat(stamped(offline)).isEqualTo(stamped(online)).contains(List.of("b2"));
  }

  private static List<List<String>> stamped(TestDatabase database) {
    return LEFT.subList(0, 2).stream().map(database::list).toList();
  }

  @Test
  void stopsWhereTheDatabaseIsElsewhere() throws Exception {
    revisor("--url", offline.url(), "upgrade", "b2");

    var printed = revisor("upgrade", "a1:c3", "--sql");

    var result = psql(offline, printed);
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.stderr()).contains("division by zero");
    assertThat(revisor("--url", offline.url(), "current")).contains("b2").doesNotContain("c3");
  }
}
