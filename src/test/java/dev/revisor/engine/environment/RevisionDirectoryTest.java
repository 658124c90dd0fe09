package dev.revisor.engine.environment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.environment.RevisionDirectory.Result;
import dev.revisor.revision.RevisionId;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionDirectoryTest {
  @TempDir private Path root;

  @BeforeEach
  void makeVersions() throws IOException {
    Files.createDirectories(root.resolve("versions"));
  }

  private void file(String name, String... lines) throws IOException {
    Files.writeString(root.resolve("versions").resolve(name), String.join("\n", lines) + "\n");
  }

  private Result load() {
    var opened = (EnvironmentDirectory.Opened.Found) EnvironmentDirectory.open(root);
    return RevisionDirectory.load(opened.directory());
  }

  private RevisionDirectory loaded() {
    return ((Result.Loaded) load()).directory();
  }

  @Test
  void readsHeadersAndKeepsTheWayToTheFiles() throws IOException {
    file(
        "b.sql",
        "-- revisor:revision bbbb",
        "-- revisor:revises aaaa",
        "-- revisor:labels shop, web",
        "-- revisor:created 2026-11-23T10:15:00Z",
        "-- revisor:message Ünï",
        "",
        "-- revisor:upgrade");
    file("a.sql", "-- revisor:revision aaaa", "-- revisor:upgrade", "SELECT 1;");
    var directory = loaded();
    var revision = directory.graph().get(new RevisionId("bbbb"));
    assertThat(revision.revises()).containsExactly(new RevisionId("aaaa"));
    assertThat(revision.labels()).containsExactly("shop", "web");
    assertThat(revision.message()).isEqualTo("Ünï");
    assertThat(revision.created()).isEqualTo(Instant.parse("2026-11-23T10:15:00Z"));
    assertThat(revision.origin().path()).isEqualTo("versions/b.sql");
    assertThat(revision.origin().revises().getFirst().line()).isEqualTo(2);
    assertThat(directory.path(new RevisionId("aaaa"))).isEqualTo(root.resolve("versions/a.sql"));
    try (var text = directory.open(new RevisionId("aaaa"))) {
      assertThat(text(text)).endsWith("SELECT 1;\n");
    }
  }

  private static String text(Reader reader) throws IOException {
    var buffer = new char[1000];
    return new String(buffer, 0, reader.read(buffer));
  }

  @Test
  void readsNoMoreOfAFileThanItsHead() throws IOException {
    var head = "-- revisor:revision aaaa\n-- revisor:upgrade\n".getBytes(UTF_8);
    var file = new byte[100_000];
    System.arraycopy(head, 0, file, 0, head.length);
    file[99_999] = (byte) 0xff; // no UTF-8
    Files.write(root.resolve("versions/a.sql"), file);
    assertThat(loaded().graph().revisions()).hasSize(1);
  }

  @Test
  void findsAllProblemsOfAllFilesAndOfTheGraph() throws IOException {
    Files.write(root.resolve("versions/a.sql"), new byte[] {(byte) 0xff, 'x'});
    file("b.sql", "-- revisor:revision bbbb", "-- revisor:nonsense", "-- revisor:upgrade");
    file("c.sql", "-- revisor:revision cccc", "-- revisor:revises zzzz", "-- revisor:upgrade");
    file("d.sql", "-- revisor:revision bbbb", "-- revisor:upgrade");
    var problems = ((Result.InvalidFiles) load()).problems();
    assertThat(problems)
        .extracting(Problem::toString)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("versions/a.sql:1: not valid UTF-8"),
            second -> assertThat(second).startsWith("versions/b.sql:2: unknown directive"),
            third -> assertThat(third).startsWith("versions/d.sql:1: revision bbbb is defined"));
  }

  @Test
  void tellsABrokenGraphFromBrokenFiles() throws IOException {
    file("c.sql", "-- revisor:revision cccc", "-- revisor:revises zzzz", "-- revisor:upgrade");
    assertThat(((Result.BrokenGraph) load()).problems())
        .singleElement()
        .hasToString("versions/c.sql:2: revision cccc revises zzzz, which no file defines");
  }

  @Test
  void keepsTheOrderOfManyFiles() throws IOException {
    var previous = "";
    for (var i = 1000; i < 3000; i++) {
      file(
          "%d.sql".formatted(i),
          "-- revisor:revision r%d".formatted(i),
          previous,
          "-- revisor:upgrade");
      previous = "-- revisor:revises r" + i;
    }
    var ids = loaded().graph().revisions().stream().map(r -> r.id().value()).toList();
    assertThat(ids).hasSize(2000).isSorted();
    assertThat(loaded().graph().heads()).isEqualTo(List.of(new RevisionId("r2999")));
  }
}
