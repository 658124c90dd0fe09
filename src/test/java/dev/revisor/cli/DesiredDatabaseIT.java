package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The desired schema is that of another database (`schema: {url: …}`).
class DesiredDatabaseIT {
  @TempDir private Path directory;
  private TestDatabase database;
  private TestDatabase desired;

  @BeforeEach
  void makeAnEnvironment() throws IOException {
    database = PostgresServer.newDatabase();
    desired = PostgresServer.newDatabase();
    Files.createDirectories(directory.resolve("versions"));
    Files.writeString(
        directory.resolve("revisor.yaml"), "schema: {url: '" + desired.url() + "'}\n");
    database.execute("CREATE TABLE books (id int PRIMARY KEY, name text)");
    desired.execute("CREATE TABLE books (id int PRIMARY KEY, title text, year int)");
  }

  @Test
  void aRevisionLeadsToItAndBack() throws IOException {
    assertThat(generated())
        .contains("ADD COLUMN title text", "ADD COLUMN year integer", "DROP COLUMN name")
        .doesNotContain("not proven");
    run("upgrade", "head").endsWith(0);
    assertThat(run("revision", "--autogenerate", "-m", "none").endsWith(0).said())
        .startsWith("No difference");
    run("downgrade", "base").endsWith(0);
    assertThat(
            database.list(
                "SELECT column_name FROM information_schema.columns"
                    + " WHERE table_name = 'books' ORDER BY 1"))
        .containsExactly("id", "name");
  }

  /// A rename is tried on a copy of the whole database, for which the scratch is empty at first.
  @Test
  void aRenameIsProvenOnACopyOfTheLiveOne() throws IOException {
    assertThat(generated("--rename", "public.books.name=public.books.title"))
        .contains("RENAME COLUMN name TO title", "ADD COLUMN year integer")
        .doesNotContain("not proven");
  }

  /// The revisions, one or a chain.
  private String generated(String... more) throws IOException {
    var words = new ArrayList<>(List.of("revision", "--autogenerate", "-m", "more"));
    words.addAll(List.of(more));
    run(words.toArray(String[]::new)).endsWith(0);
    try (var files = Files.list(directory.resolve("versions"))) {
      var texts = new StringBuilder();
      for (var file : files.toList()) {
        texts.append(Files.readString(file));
      }
      return texts.toString();
    }
  }

  private CommandLineRun run(String... words) {
    return CommandLineRun.of(directory, database, Map.of(), words);
  }
}
