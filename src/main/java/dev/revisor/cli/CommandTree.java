package dev.revisor.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The program's commands for picocli. Only those whose names stand among the arguments are made,
/// since making one costs milliseconds of reflection; all of them when none does, for help and for
/// suggestions.
final class CommandTree {
  private static final Map<String, Supplier<Command>> COMMANDS = commands();

  private static final Map<String, String> ALIASES =
      Map.of("list_templates", "list-templates", "ensure_version", "ensure-version");

  private CommandTree() {}

  private static Map<String, Supplier<Command>> commands() {
    var commands = new LinkedHashMap<String, Supplier<Command>>();
    commands.put("init", InitCommand::new);
    commands.put("list-templates", ListTemplatesCommand::new);
    return commands;
  }

  static Set<String> names() {
    return COMMANDS.keySet();
  }

  static CommandLine of(List<String> arguments) {
    var root = new RootCommand();
    var line = new CommandLine(root);
    line.getCommandSpec().addMixin("global", CommandSpec.forAnnotatedObject(root.options));
    var wanted =
        COMMANDS.keySet().stream()
            .filter(name -> arguments.stream().anyMatch(word -> canonical(word).equals(name)))
            .toList();
    for (var name : wanted.isEmpty() ? COMMANDS.keySet() : wanted) {
      line.addSubcommand(subcommand(COMMANDS.get(name).get()));
    }
    return configured(line);
  }

  private static String canonical(String word) {
    return ALIASES.getOrDefault(word, word);
  }

  private static CommandLine subcommand(Command command) {
    var line = new CommandLine(command);
    line.getCommandSpec().addMixin("global", CommandSpec.forAnnotatedObject(new GlobalOptions()));
    return line;
  }

  private static CommandLine configured(CommandLine line) {
    return line.setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setOverwrittenOptionsAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100);
  }
}
