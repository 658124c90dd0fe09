package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A schema that was made in a scratch database once is not made again, and every change of what it
/// is made from is seen.
class KeptSchemasIT {
  private static final String BOOKS = "CREATE TABLE books (id int PRIMARY KEY);\n";

  private static final int MANY = 200;

  @TempDir private Path directory;
  private final Map<String, String> variables = new HashMap<>();
  private TestDatabase database;
  private String role;

  @BeforeEach
  void makeAnEnvironment() throws IOException {
    database = PostgresServer.newDatabase();
    role = "keeper_of_" + database.name();
    database.execute(
        "CREATE ROLE %2$s LOGIN CREATEDB; ALTER DATABASE %1$s OWNER TO %2$s"
            .formatted(database.name(), role));
    variables.put("XDG_CACHE_HOME", directory.resolve("cache").toString());
    Files.createDirectories(directory.resolve("versions"));
    write("revisor.yaml", "");
    write("schema.sql", BOOKS);
    revision("a1a1", "", BOOKS);
  }

  @Test
  void isMadeOnce() throws IOException {
    assertThat(check()).isEqualTo("the revisions make the desired schema\n");
    forbidScratchDatabases();

    assertThat(check()).isEqualTo("the revisions make the desired schema\n");
    assertThat(kept()).hasSize(2);
  }

  @Test
  void isMadeAgainWhenTheSourceOrARevisionChanges() throws IOException {
    check();
    write("schema.sql", BOOKS + "CREATE TABLE shelves (id int);\n");
    assertThat(check()).contains("table public.shelves added");
    revision("b2b2", "a1a1", "CREATE TABLE shelves (id int);\n");
    assertThat(check()).isEqualTo("the revisions make the desired schema\n");
    revision("b2b2", "a1a1", "CREATE TABLE shelves (id bigint);\n");
    assertThat(check()).contains("column public.shelves.id altered");
    write("schema.sql", BOOKS + "CREATE TABLE shelves (id int);\n");
    assertThat(check()).contains("column public.shelves.id altered");
  }

  @Test
  void isMadeAgainWhenTheDatabaseHasOtherSettings() throws IOException {
    write("schema.sql", "SET search_path = public, extra;\n" + BOOKS);
    check();
    var count = kept().size();
    database.execute("ALTER DATABASE " + database.name() + " SET xmloption = 'document'");
    check();

    assertThat(kept()).hasSizeGreaterThan(count);
  }

  @Test
  void isMadeAgainWhereItMayBeAnotherOneTomorrow() throws IOException {
    write(
        "schema.sql",
        BOOKS
            + "DO $$ BEGIN EXECUTE format('CREATE TABLE y%s ()', extract(year from now())); END"
            + " $$;");
    assertThat(check()).contains("table public.y2");
    assertThat(kept()).as("that of the revisions").hasSize(1);
  }

  @Test
  void isNotKeptWhereThatIsSwitchedOff() throws IOException {
    variables.put("REVISOR_CACHE", "off");
    check();

    assertThat(directory.resolve("cache")).doesNotExist();
  }

  @Test
  void generatesTheSameFromWhatIsKept() throws IOException {
    revisor("upgrade", "head");
    write("schema.sql", BOOKS.replace("PRIMARY KEY", "PRIMARY KEY, title text NOT NULL"));
    var fresh = generated();
    var again = generated();
    variables.put("REVISOR_CACHE", "off");
    var without = generated();

    assertThat(fresh).contains("ADD COLUMN title text").doesNotContain("not proven");
    assertThat(again).isEqualTo(fresh);
    assertThat(without).isEqualTo(fresh);
  }

  @Test
  void makesOnlyWhatAnEditIsAbout() throws IOException {
    var tables = new StringBuilder(BOOKS);
    for (var number = 0; number < MANY; number++) {
      tables.append("CREATE TABLE t%d (id int);\n".formatted(number));
    }
    write("schema.sql", tables + "CREATE TABLE shelves (book int REFERENCES books);\n");
    check();
    write("schema.sql", tables + "CREATE TABLE shelves (book int REFERENCES books, name text);\n");
    var first = newOid();
    var edited = check();
    assertThat(newOid() - first).as("objects that were made").isLessThan(MANY);
    var generated = generated();
    variables.put("REVISOR_CACHE", "off");

    assertThat(check()).isEqualTo(edited).contains("table public.shelves added");
    assertThat(newOid() - first).isGreaterThan(2 * MANY);
    assertThat(generated()).isEqualTo(generated).contains("name text");
  }

  /// The server counts what it makes.
  private long newOid() {
    return Long.parseLong(database.value("SELECT lo_create(0)"));
  }

  @Test
  void servesDriftToo() {
    revisor("upgrade", "head");
    assertThat(revisor("drift")).isEqualTo("the database is what its revisions made\n");
    forbidScratchDatabases();
    database.execute("ALTER TABLE books ADD COLUMN note text");

    assertThat(revisor("drift")).contains("column public.books.note added");
  }

  private void forbidScratchDatabases() {
    database.execute("ALTER ROLE " + role + " NOCREATEDB");
  }

  private String check() {
    return revisor("check");
  }

  /// The SQL of the chain of revisions that is generated, and deleted again.
  private String generated() throws IOException {
    revisor("revision", "--autogenerate", "-m", "more", "--rev-id", "c3c3");
    var sections = new TreeMap<String, String>();
    try (var files = Files.newDirectoryStream(directory.resolve("versions"), "*_more*.sql")) {
      for (var file : files) {
        var text = Files.readString(file);
        var name = file.getFileName().toString();
        sections.put(
            name.substring(name.indexOf("_more")),
            text.substring(text.indexOf("-- revisor:upgrade")));
        Files.delete(file);
      }
    }
    return String.join("\n", sections.values());
  }

  private String revisor(String... words) {
    var url = database.url().replace("postgres@", role + "@");
    return CommandLineRun.of(directory, url, variables, words).said();
  }

  private void revision(String id, String revises, String sql) throws IOException {
    var parent = revises.isEmpty() ? "" : "-- revisor:revises " + revises + "\n";
    write(
        "versions/" + id + ".sql",
        "-- revisor:revision "
            + id
            + "\n"
            + parent
            + "\n-- revisor:upgrade\n"
            + sql
            + "\n-- revisor:irreversible test\n");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  private List<Path> kept() throws IOException {
    try (var files = Files.list(directory.resolve("cache/revisor/catalogs"))) {
      return files.toList();
    }
  }
}
