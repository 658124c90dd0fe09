package dev.revisor.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.revision.RevisionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionWriterTest {
  private static final Instant CREATED = Instant.parse("2026-11-23T23:15:07.123Z");

  @TempDir private Path root;

  private static NewRevision revision(String id, String message) {
    return new NewRevision(
        new RevisionId(id), List.of(), List.of(), List.of(), message, CREATED, "", "");
  }

  private RevisionWriter.Result write(String yaml, NewRevision revision) throws IOException {
    Files.writeString(root.resolve("revisor.yaml"), yaml);
    Files.createDirectories(root.resolve("versions"));
    var opened = (EnvironmentDirectory.Opened.Found) EnvironmentDirectory.open(root);
    return new RevisionWriter(opened.directory()).write(revision, root.resolve("versions"));
  }

  private String name(RevisionWriter.Result result) {
    return root.resolve("versions")
        .relativize(((RevisionWriter.Result.Written) result).path())
        .toString();
  }

  private static String refusal(RevisionWriter.Result result) {
    return ((RevisionWriter.Result.Refused) result).problems().toString();
  }

  @Test
  void writesHeaderAndBothSections() throws IOException {
    var revision =
        new NewRevision(
            new RevisionId("e5"),
            List.of(new RevisionId("c3"), new RevisionId("d4")),
            List.of("net"),
            List.of("shop", "web"),
            "merge c3\nand d4",
            CREATED,
            "",
            "");
    var written = (RevisionWriter.Result.Written) write("", revision);
    assertThat(written.path()).hasFileName("e5_merge_c3_and_d4.sql");
    assertThat(written.path())
        .hasContent(
            """
            -- revisor:revision e5
            -- revisor:revises c3, d4
            -- revisor:labels shop, web
            -- revisor:depends-on net
            -- revisor:created 2026-11-23T23:15:07Z
            -- revisor:message merge c3 and d4

            -- revisor:upgrade


            -- revisor:downgrade
            """);
  }

  @Test
  void namesFilesByTemplateAndTimeZone() throws IOException {
    var yaml =
        """
        recursive: true
        timezone: Asia/Tokyo
        fileTemplate: '{year}/{month}-{day}/{hour}{minute}{second}_{epoch}_{rev}_{slug}'
        """;
    assertThat(name(write(yaml, revision("a1", "Été à Tōkyō"))))
        .isEqualTo("2026/11-24/081507_1795475707_a1_été_à_tōkyō.sql");
  }

  @Test
  void neverOverwritesAFile() throws IOException {
    write("", revision("a1", "one"));
    var again = write("", revision("a1", "one"));
    assertThat(refusal(again)).contains("versions/a1_one.sql: the file exists already");
  }

  @Test
  void neverLeavesTheDirectoryNorHidesAFile() throws IOException {
    assertThat(name(write("", revision("a1", "../../etc/passwd")))).isEqualTo("a1_etc_passwd.sql");
    var yaml = "recursive: true\nfileTemplate: '{rev}/{slug}'\n";
    assertThat(refusal(write(yaml, revision("..", "x")))).contains("begins with '.'");
    assertThat(refusal(write("", revision(".a", "x")))).contains("begins with '.'");
    assertThat(refusal(write("fileTemplate: '{slug}'", revision("a", "!")))).contains("'.'");
  }

  @Test
  void usesTheDirectorysOwnTemplateAndReportsWhatItCannotFill() throws IOException {
    var template = "${header}\n-- revisor:upgrade\n-- by ${rev} ${message}\n";
    Files.writeString(root.resolve("script.sql.tmpl"), template);
    var written = (RevisionWriter.Result.Written) write("", revision("a1", "$1 \\ ${rev}"));
    assertThat(written.path()).content().endsWith("\n-- by a1 $1 \\ ${rev}\n");
    Files.writeString(root.resolve("script.sql.tmpl"), "${header}\n ${down_revision}\n");
    assertThat(refusal(write("", revision("a2", "x"))))
        .contains("script.sql.tmpl:2: unknown name ${down_revision}");
  }

  @Test
  void writesNothingThatIsNoRevisionFileOrAnothers() throws IOException {
    Files.writeString(root.resolve("script.sql.tmpl"), "${header}\n");
    assertThat(refusal(write("", revision("a1", "x"))))
        .contains("the file made from script.sql.tmpl:1: the section mark")
        .contains("'-- revisor:upgrade' is missing");
    var template = "-- revisor:revision fixed\n-- revisor:upgrade\n";
    Files.writeString(root.resolve("script.sql.tmpl"), template);
    assertThat(refusal(write("", revision("a1", "x")))).contains("is another revision's");
    assertThat(root.resolve("versions")).isEmptyDirectory();
  }

  @Test
  void runsPostWriteCommandsInOrderAndReportsTheFailingOnes() throws Exception {
    var yaml =
        """
        postWrite:
          - sh -c 'echo >> "$0"; echo "-- seen" >> "$0"'
          - [sh, -c, "echo no; echo bad style; exit 3", "{file}"]
          - no-such-command
          - sh -c 'echo "-- twice" >> "$0"' {file}
        """;
    var written = (RevisionWriter.Result.Written) write(yaml, revision("a1", "x"));
    var opened = (EnvironmentDirectory.Opened.Found) EnvironmentDirectory.open(root);
    var problems = PostWrite.run(opened.directory(), written.path());
    assertThat(written.path()).content().endsWith("-- seen\n-- twice\n");
    assertThat(problems)
        .extracting(Problem::message)
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("command 'sh' ended with exit code 3: bad style"),
            second -> assertThat(second).startsWith("command 'no-such-command' did not start"));
  }
}
