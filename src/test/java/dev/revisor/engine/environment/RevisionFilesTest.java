package dev.revisor.engine.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionFilesTest {
  @TempDir private Path root;

  private void files(String... names) throws IOException {
    for (var name : names) {
      var file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  private RevisionFiles find(String yaml) throws IOException {
    Files.writeString(root.resolve("revisor.yaml"), yaml);
    var opened = (EnvironmentDirectory.Opened.Found) EnvironmentDirectory.open(root);
    return RevisionFiles.find(opened.directory());
  }

  private List<String> names(RevisionFiles found) {
    return found.paths().stream().map(path -> root.relativize(path).toString()).toList();
  }

  @Test
  void takesSqlFilesOnlyAndNeitherHiddenOnesNorBackups() throws IOException {
    files(
        "versions/b.sql",
        "versions/a.sql",
        "versions/.hidden.sql",
        "versions/.b.sql.swp",
        "versions/b.sql~",
        "versions/#b.sql#",
        "versions/README.md",
        "versions/below/c.sql");
    var found = find("");
    assertThat(names(found)).containsExactly("versions/a.sql", "versions/b.sql");
    assertThat(found.problems()).isEmpty();
  }

  @Test
  void searchesFoldersBelowWhenTold() throws IOException {
    files("versions/z.sql", "versions/2026/a.sql", "versions/.git/b.sql", "versions/x.sql/c.sql");
    assertThat(names(find("recursive: true")))
        .containsExactly("versions/2026/a.sql", "versions/x.sql/c.sql", "versions/z.sql");
  }

  @Test
  void keepsTheOrderOfLocationsAndTakesAFileOnce() throws IOException {
    files("versions/b.sql", "more/a.sql", "versions/in/c.sql");
    assertThat(names(find("versionLocations: [versions, more, ./versions, versions/in]")))
        .containsExactly("versions/b.sql", "more/a.sql", "versions/in/c.sql");
  }

  @Test
  void followsTheLinksOfMountedVolumes() throws IOException {
    files("versions/..2026_11/a.sql");
    Files.createSymbolicLink(root.resolve("versions/..data"), Path.of("..2026_11"));
    Files.createSymbolicLink(root.resolve("versions/a.sql"), Path.of("..data/a.sql"));
    assertThat(names(find("recursive: true"))).containsExactly("versions/a.sql");
  }

  @Test
  void reportsWhatCannotBeRead() throws IOException {
    files("versions/deep/a.sql");
    Files.createSymbolicLink(root.resolve("versions/dead.sql"), Path.of("nowhere.sql"));
    Files.createSymbolicLink(root.resolve("versions/deep/loop"), root.resolve("versions"));
    var found = find("{recursive: true, versionLocations: [versions, missing]}");
    assertThat(names(found)).containsExactly("versions/deep/a.sql");
    assertThat(found.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "missing: not a directory; it is one of versionLocations",
            "versions/dead.sql: a link to a file that is not there",
            "versions/deep/loop: a loop of symbolic links");
  }
}
