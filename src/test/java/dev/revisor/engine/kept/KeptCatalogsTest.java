package dev.revisor.engine.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptCatalogsTest {
  private static final CatalogKey KEY = CatalogKey.of(List.of("a", "b"));

  @TempDir private Path temporary;
  private Path folder;
  private KeptCatalogs kept;

  @BeforeEach
  void open() {
    folder = temporary.resolve("made/when/needed");
    kept = KeptCatalogs.in(folder);
  }

  @Test
  void givesBackWhatWasKept() {
    assertThat(kept.find(KEY)).isEmpty();
    kept.keep(KEY, table("odd \"name\"\twith\nall"));

    assertThat(kept.find(KEY)).contains(table("odd \"name\"\twith\nall"));
    assertThat(kept.find(CatalogKey.of(List.of("ab")))).isEmpty();
  }

  @Test
  void replacesWhatHasTheSameKey() {
    kept.keep(KEY, table("old"));
    kept.keep(KEY, table("new"));

    assertThat(kept.find(KEY)).contains(table("new"));
    assertThat(folder).isDirectoryContaining("glob:**/*.catalog");
  }

  @Test
  void takesAFileThatIsNotWholeForNone() throws IOException {
    kept.keep(KEY, table("t"));
    var file = onlyFile();
    var whole = Files.readString(file);
    for (var broken :
        List.of(
            "",
            whole.substring(0, 10),
            whole.substring(0, whole.length() - 1),
            whole.replace("TABLE", "VIEW"))) {
      Files.writeString(file, broken);
      assertThat(kept.find(KEY)).as(broken).isEmpty();
    }
    kept.keep(KEY, table("t"));
    assertThat(kept.find(KEY)).contains(table("t"));
  }

  @Test
  void isForItsOwnerOnly() throws IOException {
    kept.keep(KEY, table("t"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void letsGoOfWhatWasNotUsedForLongest() throws IOException {
    var first = CatalogKey.of(List.of("0"));
    for (var number = 0; number < 100; number++) {
      var key = CatalogKey.of(List.of("" + number));
      kept.keep(key, table("t"));
      Files.setLastModifiedTime(
          folder.resolve(key.digest() + ".catalog"),
          FileTime.from(Instant.EPOCH.plusSeconds(number)));
    }
    assertThat(kept.find(first)).isPresent();
    kept.keep(KEY, table("t"));

    assertThat(kept.find(CatalogKey.of(List.of("1")))).isEmpty();
    assertThat(kept.find(first)).isPresent();
    assertThat(kept.find(KEY)).isPresent();
  }

  @Test
  void goesOnWhereNothingCanBeKept() throws IOException {
    var file = Files.createFile(temporary.resolve("file"));
    var hopeless = KeptCatalogs.in(file.resolve("below"));
    hopeless.keep(KEY, table("t"));

    assertThat(hopeless.find(KEY)).isEmpty();
    assertThat(KeptCatalogs.none().find(KEY)).isEmpty();
  }

  private Path onlyFile() throws IOException {
    try (var files = Files.list(folder)) {
      var all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  private static Catalog table(String name) {
    var id = new ObjectId(Kind.TABLE, "public", name);
    return Catalog.of(18, List.of(new SchemaObject(id, new TreeMap<>(), 0)), List.of());
  }
}
