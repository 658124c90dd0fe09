package dev.revisor.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// docs/reference/kubectl-revisor.md shows what the program says of itself; the part behind the
/// mark is generated, `-Dgolden.rewrite=true` writes it.
class PluginPageTest {
  private static final Path PAGE = Path.of("docs/reference/kubectl-revisor.md");
  private static final String MARK = "## Commands\n";

  @Test
  void isThePageOfTheCommandsThatThereAre() throws IOException {
    var text = Files.readString(PAGE);
    var page = text.substring(0, text.indexOf(MARK)) + generated();
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(PAGE, page);
    }
    assertThat(page).isEqualTo(Files.readString(PAGE));
  }

  private static String generated() {
    var page = new StringBuilder(MARK);
    Main.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) ->
                page.append("\n### kubectl revisor ")
                    .append(name)
                    .append("\n\n```\n")
                    .append(usage(command))
                    .append("```\n"));
    return page.toString();
  }

  private static String usage(CommandLine command) {
    return Pattern.compile(" +$", Pattern.MULTILINE)
        .matcher(command.getUsageMessage(CommandLine.Help.Ansi.OFF))
        .replaceAll("");
  }
}
