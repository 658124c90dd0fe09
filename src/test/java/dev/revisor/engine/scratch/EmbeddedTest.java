package dev.revisor.engine.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTest {
  @TempDir Path home;

  private Path programs(String folder) throws IOException {
    var programs = Files.createDirectories(home.resolve(folder));
    for (var name : List.of("initdb", "postgres")) {
      Files.writeString(programs.resolve(name), "");
      assertThat(programs.resolve(name).toFile().setExecutable(true)).isTrue();
    }
    return programs;
  }

  private Path found(Map<String, String> more) {
    var variables = new HashMap<>(more);
    variables.put("HOME", home.toString());
    return Embedded.find(variables).orElseThrow().programs();
  }

  @Test
  void takesWhatTheVariableNames() throws IOException {
    programs(".cache/revisor/postgres/18.1.0/bin");
    var named = programs("mine/bin");
    assertThat(found(Map.of(Embedded.VARIABLE, named.toString()))).isEqualTo(named);
    assertThat(found(Map.of(Embedded.VARIABLE, home.resolve("mine").toString()))).isEqualTo(named);
  }

  @Test
  void looksForNothingElseWhenTheVariableNamesNothing() throws IOException {
    programs(".cache/revisor/postgres/18.1.0/bin");
    var nothing = home.resolve("nothing").toString();
    assertThatThrownBy(() -> found(Map.of(Embedded.VARIABLE, nothing)))
        .isInstanceOfSatisfying(
            RevisorException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.ScratchUnavailable);
              assertThat(e.getMessage()).contains(nothing);
            });
  }

  @Test
  void saysThatTheFolderForServersIsMissing() throws IOException {
    programs(".cache/revisor/postgres/18.1.0/bin");
    var nothing = home.resolve("nothing").toString();
    assertThatThrownBy(() -> found(Map.of(Embedded.FOLDER_VARIABLE, nothing)))
        .isInstanceOf(RevisorException.class)
        .hasMessageContaining("REVISOR_SCRATCH_FOLDER names no folder: " + nothing);
  }

  @Test
  void takesTheNewestOfTheCacheBeforeThePath() throws IOException {
    programs(".cache/revisor/postgres/9.6.24/bin");
    var newest = programs(".cache/revisor/postgres/18.1.0/bin");
    programs(".cache/revisor/postgres/16.10.0/bin");
    var path = programs("usr/bin");
    assertThat(found(Map.of("PATH", path.toString()))).isEqualTo(newest);
  }

  @Test
  void takesThoseOnThePathThatAreWhole() throws IOException {
    var half = Files.createDirectories(home.resolve("half"));
    Files.writeString(half.resolve("initdb"), "");
    assertThat(half.resolve("initdb").toFile().setExecutable(true)).isTrue();
    var whole = programs("whole");
    assertThat(found(Map.of("PATH", half + ":" + whole))).isEqualTo(whole);
  }

  @Test
  void looksForTheCacheWhereXdgSays() throws IOException {
    var programs = programs("elsewhere/revisor/postgres/18.1.0/bin");
    var variables = Map.of("XDG_CACHE_HOME", home.resolve("elsewhere").toString());
    assertThat(found(variables)).isEqualTo(programs);
  }
}
