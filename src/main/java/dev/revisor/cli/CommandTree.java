package dev.revisor.cli;

import dev.revisor.plan.Direction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The program's commands for picocli. Only those whose names stand among the arguments are made,
/// since each costs a short run time; all of them when none does, for help and for suggestions.
final class CommandTree {
  private static final Map<String, Supplier<Command>> COMMANDS = commands();

  private static final Map<String, String> ALIASES =
      Map.of("list_templates", "list-templates", "ensure_version", "ensure-version");

  /// Plain: picocli's own, which makes the collections, looks for Groovy first.
  private static final CommandLine.IFactory FACTORY =
      new CommandLine.IFactory() {
        @Override
        public <K> K create(Class<K> type) throws Exception {
          return type.isInterface()
              ? CommandLine.defaultFactory().create(type)
              : type.getDeclaredConstructor().newInstance();
        }
      };

  private CommandTree() {}

  private static Map<String, Supplier<Command>> commands() {
    var commands = new LinkedHashMap<String, Supplier<Command>>();
    commands.put("init", InitCommand::new);
    commands.put("list-templates", ListTemplatesCommand::new);
    commands.put("revision", RevisionCommand::new);
    commands.put("merge", MergeCommand::new);
    commands.put("upgrade", () -> new MoveCommand(Direction.UPGRADE));
    commands.put("downgrade", () -> new MoveCommand(Direction.DOWNGRADE));
    commands.put("apply", ApplyCommand::new);
    commands.put("plan", PlanCommand::new);
    commands.put("current", CurrentCommand::new);
    commands.put("stamp", StampCommand::new);
    commands.put("ensure-version", EnsureVersionCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("repair", RepairCommand::new);
    commands.put("wait", WaitCommand::new);
    commands.put("heads", HeadsCommand::new);
    commands.put("branches", BranchesCommand::new);
    commands.put("history", HistoryCommand::new);
    commands.put("graph", GraphCommand::new);
    commands.put("show", ShowCommand::new);
    commands.put("edit", EditCommand::new);
    commands.put("lint", LintCommand::new);
    commands.put("check", CheckCommand::new);
    commands.put("drift", DriftCommand::new);
    commands.put("verify", VerifyCommand::new);
    commands.put("import", ImportCommand::new);
    commands.put("completion", CompletionCommand::new);
    return commands;
  }

  static Set<String> names() {
    return COMMANDS.keySet();
  }

  static CommandLine of(List<String> arguments) {
    var line = new CommandLine(root(), FACTORY);
    var words = arguments.stream().map(CommandTree::canonical).toList();
    var noneIsNamed = COMMANDS.keySet().stream().noneMatch(words::contains);
    COMMANDS.forEach(
        (name, command) -> {
          if (noneIsNamed || words.contains(name)) {
            line.addSubcommand(subcommand(name, command.get()));
          }
        });
    return configured(line);
  }

  /// `revisor help upgrade` is `revisor upgrade --help`.
  static List<String> withHelpAsOption(List<String> words) {
    if (words.isEmpty() || !words.getFirst().equals("help")) {
      return words;
    }
    return Stream.concat(words.stream().skip(1), Stream.of("--help")).toList();
  }

  private static String canonical(String word) {
    return ALIASES.getOrDefault(word, word);
  }

  private static CommandSpec root() {
    var root = new RootCommand();
    var spec = Declaration.of(root).name("revisor").versionProvider(new RootCommand.Version());
    spec.usageMessage()
        .customSynopsis("Usage: revisor [GLOBAL OPTIONS] COMMAND [OPTIONS] [ARGUMENTS]")
        .synopsisHeading("")
        .optionListHeading("%nGlobal options, before the command's name or after it:%n")
        .commandListHeading("%nCommands:%n");
    return spec.addMixin("global", Declaration.of(root.options));
  }

  private static CommandLine subcommand(String name, Command command) {
    var spec = Declaration.of(command).name(name);
    ALIASES.forEach(
        (alias, of) -> {
          if (of.equals(name)) {
            spec.aliases(alias);
          }
        });
    spec.addMixin("global", quietGlobals(spec));
    spec.usageMessage().footer("The global options go here too: revisor --help");
    return new CommandLine(spec, FACTORY);
  }

  /// The global options as a command takes them, not told of in its own help. A name that the
  /// command has for itself (`current -c`) is the command's.
  private static CommandSpec quietGlobals(CommandSpec command) {
    return Declaration.of(
        new GlobalOptions(),
        option ->
            option
                .names(
                    Arrays.stream(option.names())
                        .filter(name -> command.findOption(name) == null)
                        .toArray(String[]::new))
                .hidden(!option.usageHelp()));
  }

  private static CommandLine configured(CommandLine line) {
    return line.setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setOverwrittenOptionsAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100);
  }
}
