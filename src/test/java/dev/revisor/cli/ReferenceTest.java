package dev.revisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The pages of docs/reference about the command line, and what the program says of itself.
/// `-Dgolden.rewrite=true` writes the page that is generated.
class ReferenceTest {
  private static final Path PAGE = Path.of("docs/reference/cli.md");

  @Test
  void isThePageOfTheCommandsThatThereAre() throws IOException {
    var page = page();
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(PAGE, page, UTF_8);
    }
    assertThat(page).isEqualTo(Files.readString(PAGE, UTF_8));
  }

  @Test
  void tellsOfEveryKeyOfTheConfiguration() throws IOException {
    var shipped =
        Path.of("src/main/resources/dev/revisor/engine/environment/template/revisor.yaml");
    var key = Pattern.compile("^(?:# )?(\\w+): ?[^:;]*$", Pattern.MULTILINE);
    var keys =
        key.matcher(Files.readString(shipped, UTF_8)).results().map(m -> m.group(1)).toList();
    var documented = Files.readString(Path.of("docs/reference/environment.md"), UTF_8);
    assertThat(keys).hasSizeGreaterThan(10);
    assertThat(keys).allSatisfy(k -> assertThat(documented).contains("\n| `" + k + "` |"));
  }

  private static String page() {
    var all = CommandTree.of(List.of());
    var page = new StringBuilder("# The command line\n\n");
    page.append("Generated from the program: `revisor --help`, `revisor COMMAND --help`.\n");
    section(page, "revisor", all);
    all.getSubcommands().values().stream()
        .distinct()
        .forEach(command -> section(page, "revisor " + command.getCommandName(), command));
    return page.toString();
  }

  private static void section(StringBuilder page, String title, CommandLine command) {
    page.append("\n## ").append(title).append("\n\n```\n");
    command
        .getUsageMessage(CommandLine.Help.Ansi.OFF)
        .lines()
        .forEach(line -> page.append(line.stripTrailing()).append('\n'));
    page.append("```\n");
  }
}
