package dev.revisor.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

final class CompletionCommand implements Command {
  /// The shells; the names are those of the argument's values.
  enum Shell {
    bash,
    zsh,
    fish
  }

  Shell shell = Shell.bash;

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Print a script that lets a shell complete commands and options.")
        .parameter(Shell.class, "For which shell.", value -> shell = value);
  }

  @Override
  public ExitCode run(Session session) {
    var tree = CommandTree.of(List.of());
    var lines =
        switch (shell) {
          case bash -> bash(tree);
          case zsh ->
              Stream.concat(
                      Stream.of("autoload -U +X bashcompinit && bashcompinit"), bash(tree).stream())
                  .toList();
          case fish -> fish(tree);
        };
    lines.forEach(session.console()::line);
    return ExitCode.SUCCESS;
  }

  /// Words of the command that stands on the line already, or else all commands.
  private static List<String> bash(CommandLine tree) {
    var lines = new ArrayList<String>();
    lines.add("_revisor() {");
    lines.add("  local word command= words=");
    lines.add("  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do");
    lines.add("    case $word in");
    for (var name : CommandTree.names()) {
      lines.add("      " + name + ") command=" + name + " ;;");
    }
    lines.add("    esac");
    lines.add("  done");
    lines.add("  case $command in");
    for (var command : commands(tree)) {
      lines.add(
          "    %s) words='%s' ;;"
              .formatted(command.getCommandName(), String.join(" ", names(command))));
    }
    lines.add(
        "    '') words='%s %s' ;;"
            .formatted(String.join(" ", CommandTree.names()), String.join(" ", names(tree))));
    lines.add("  esac");
    lines.add("  COMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))");
    lines.add("}");
    lines.add("complete -o default -F _revisor revisor");
    return lines;
  }

  private static List<CommandLine> commands(CommandLine tree) {
    return tree.getSubcommands().values().stream().distinct().toList();
  }

  private static List<String> names(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .flatMap(option -> Arrays.stream(option.names()))
        .filter(name -> name.startsWith("--"))
        .sorted()
        .toList();
  }

  private static List<String> fish(CommandLine tree) {
    var lines = new ArrayList<String>();
    for (var command : commands(tree)) {
      var name = command.getCommandName();
      var about = String.join(" ", command.getCommandSpec().usageMessage().description());
      lines.add(
          "complete -c revisor -n __fish_use_subcommand -a %s -d %s"
              .formatted(name, quoted(about)));
      for (var option : command.getCommandSpec().options()) {
        lines.add(
            "complete -c revisor -n '__fish_seen_subcommand_from %s' %s"
                .formatted(name, fish(option)));
      }
    }
    for (var option : tree.getCommandSpec().options()) {
      lines.add("complete -c revisor -n __fish_use_subcommand " + fish(option));
    }
    return lines;
  }

  private static String fish(OptionSpec option) {
    var words = new ArrayList<String>();
    for (var name : option.names()) {
      words.add(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
    }
    if (option.arity().max() > 0) {
      words.add("-r");
    }
    words.add("-d " + quoted(String.join(" ", option.description())));
    return String.join(" ", words);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
