package dev.revisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
  @TempDir private Path directory;

  private List<String> script(String shell) throws Exception {
    return new Stage(directory, Map.of(), UnaryOperator.identity())
        .perform("revisor completion " + shell, List.of());
  }

  /// What bash offers for the last of the words.
  private String offers(String... words) throws Exception {
    Files.write(directory.resolve("completion"), script("bash"));
    var line =
        "source completion; COMP_WORDS=("
            + String.join(" ", words)
            + ");"
            + " COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _revisor; echo \"${COMPREPLY[@]}\"";
    return run("bash", "-c", line);
  }

  private String run(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void offersCommandsAndTheirOptions() throws Exception {
    assertThat(offers("revisor", "up")).isEqualTo("upgrade");
    assertThat(offers("revisor", "-d", "x", "he")).isEqualTo("heads");
    assertThat(offers("revisor", "apply", "--allow")).isEqualTo("--allow-downgrade");
    assertThat(offers("revisor", "heads", "--password")).isEqualTo("--password-file");
  }

  @Test
  void tellsFishOfEveryCommand() throws Exception {
    var fish = String.join("\n", script("fish"));
    assertThat(CommandTree.names())
        .allSatisfy(name -> assertThat(fish).contains("-a " + name + " -d '"));
    assertThat(fish).contains("'__fish_seen_subcommand_from apply' -l allow-downgrade -d '");
  }

  @Test
  void bringsBashsCompletionToZsh() throws Exception {
    assertThat(script("zsh"))
        .startsWith("autoload -U +X bashcompinit && bashcompinit")
        .containsAll(script("bash"));
  }
}
