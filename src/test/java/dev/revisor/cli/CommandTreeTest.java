package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParseResult;

/// How arguments are understood.
class CommandTreeTest {
  private static ParseResult parse(String... arguments) {
    return CommandTree.of(List.of(arguments)).parseArgs(arguments);
  }

  private static GlobalOptions globals(String... arguments) {
    return Main.options(parse(arguments));
  }

  private static <T> T command(Class<T> type, String... arguments) {
    return type.cast(parse(arguments).subcommand().commandSpec().userObject());
  }

  @Test
  void takesGlobalOptionsBeforeAndAfterTheCommand() {
    for (var arguments :
        List.of(
            "-d a --url u -o json -v -q -x p=1 --version-table s.t heads",
            "heads -d a --url u -o json -v -q -x p=1 --version-table s.t",
            "-d a -o json heads --url u -v -q -x p=1 --version-table s.t")) {
      var options = globals(arguments.split(" "));
      assertThat(options.directory).isEqualTo("a");
      assertThat(options.url).isEqualTo("u");
      assertThat(options.output).isEqualTo(GlobalOptions.Output.json);
      assertThat(options.verbose).isTrue();
      assertThat(options.quiet).isTrue();
      assertThat(options.parameters).containsExactly("p=1");
      assertThat(options.versionTable).isEqualTo("s.t");
    }
  }

  @Test
  void letsTheLaterOfTwoWinAndJoinsParameters() {
    var options = globals("-d", "a", "-x", "p=1", "heads", "-x", "q=2", "-d", "b", "-x", "p=3");
    assertThat(options.directory).isEqualTo("b");
    assertThat(options.parameters).containsExactly("p=1", "q=2", "p=3");
  }

  @Test
  void helpsAsHelmAndKubectlDo() {
    assertThat(CommandTree.withHelpAsOption(List.of("help", "upgrade")))
        .containsExactly("upgrade", "--help");
    assertThat(CommandTree.withHelpAsOption(List.of("help"))).containsExactly("--help");
    assertThat(CommandTree.withHelpAsOption(List.of("show", "help")))
        .containsExactly("show", "help");
  }

  @Test
  void takesStepsAndRangesAsPlainArguments() {
    assertThat(command(MoveCommand.class, "downgrade", "-1").target).isEqualTo("-1");
    assertThat(command(MoveCommand.class, "upgrade", "+2").target).isEqualTo("+2");
    assertThat(command(MoveCommand.class, "upgrade", "shop@+2", "-v").target).isEqualTo("shop@+2");
    assertThat(command(MoveCommand.class, "downgrade", "-o", "json", "-12").target)
        .isEqualTo("-12");
    assertThat(command(MoveCommand.class, "downgrade", "-q", "shop@-1").target)
        .isEqualTo("shop@-1");
    for (var range : List.of("-1:current", "-2:", ":+3", "a:b")) {
      assertThat(command(HistoryCommand.class, "history", "-r", range, "-v").range)
          .isEqualTo(range);
      assertThat(command(HistoryCommand.class, "history", "-r" + range).range).isEqualTo(range);
      assertThat(command(HistoryCommand.class, "history", "--rev-range=" + range).range)
          .isEqualTo(range);
    }
  }

  @Test
  void keepsCheckHeadsApartFromTheConfiguration() {
    assertThat(command(CurrentCommand.class, "current", "-c").checkHeads).isTrue();
    var options = globals("-c", "x.yaml", "current", "-c", "-v");
    assertThat(options.config).isEqualTo("x.yaml");
    assertThat(globals("current", "--config", "y.yaml").config).isEqualTo("y.yaml");
    assertThat(globals("heads", "-c", "z.yaml").config).isEqualTo("z.yaml");
  }

  @Test
  void readsNoFilesAndExpandsNothingInArguments() {
    var command = command(RevisionCommand.class, "revision", "-m", "@/etc/passwd ${user.home}");
    assertThat(command.message).isEqualTo("@/etc/passwd ${user.home}");
    assertThat(command(MoveCommand.class, "upgrade", "@head").target).isEqualTo("@head");
  }

  @Test
  void knowsAlembicsSpellings() {
    assertThat(command(Object.class, "ensure_version")).isInstanceOf(EnsureVersionCommand.class);
    assertThat(command(Object.class, "list_templates")).isInstanceOf(ListTemplatesCommand.class);
  }

  @Test
  void buildsNoCommandButThoseNamed() {
    var tree = CommandTree.of(Arrays.asList("-d", "heads", "upgrade", "head"));
    assertThat(tree.getSubcommands()).containsOnlyKeys("heads", "upgrade");
    assertThat(CommandTree.of(List.of("--help")).getSubcommands().keySet())
        .containsAll(CommandTree.names());
  }
}
