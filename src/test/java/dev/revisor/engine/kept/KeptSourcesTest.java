package dev.revisor.engine.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.kept.KeptSources.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSourcesTest {
  private static final CatalogKey HERE = CatalogKey.of(List.of("here"));
  private static final CatalogKey KEY = CatalogKey.of(List.of("key"));

  @TempDir private Path folder;

  @Test
  void givesBackTheNewestOfAPlace() {
    var sources = KeptSources.in(folder);
    assertThat(sources.find(HERE)).isEmpty();
    sources.keep(HERE, new Source(KEY, List.of("a")));
    var newest = new Source(KEY, List.of("SELECT 'two\nlines'", "", "ü"));
    sources.keep(HERE, newest);

    assertThat(sources.find(HERE)).contains(newest);
    assertThat(sources.find(KEY)).isEmpty();
    assertThat(folder).isDirectoryContaining("glob:**/*.source");
  }

  @Test
  void keepsASourceWithoutStatements() {
    var sources = KeptSources.in(folder);
    sources.keep(HERE, new Source(KEY, List.of()));

    assertThat(sources.find(HERE)).contains(new Source(KEY, List.of()));
  }

  @Test
  void takesWhatIsNotWholeForNone() throws IOException {
    var sources = KeptSources.in(folder);
    sources.keep(HERE, new Source(KEY, List.of("a")));
    try (var files = Files.list(folder)) {
      Files.writeString(files.findFirst().orElseThrow(), "nonsense");
    }
    assertThat(sources.find(HERE)).isEmpty();
    assertThat(KeptSources.none().find(HERE)).isEmpty();
  }
}
