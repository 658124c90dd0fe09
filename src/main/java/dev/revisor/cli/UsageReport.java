package dev.revisor.cli;

import dev.revisor.engine.environment.Suggestion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Prints why arguments could not be understood.
final class UsageReport {
  /// The commands whose results are left for a watcher, see [ResultFile].
  private static final Set<String> RUNS = Set.of("upgrade", "downgrade", "apply", "stamp");

  private UsageReport() {}

  static ExitCode print(ParameterException e, List<String> arguments, Surroundings surroundings) {
    var json = String.join(" ", arguments).matches("(.* )?(-o ?json|--output[ =]json)( .*)?");
    var console =
        new Console(
            surroundings.out(),
            surroundings.err(),
            new Console.Style(json, false, false),
            surroundings.clock());
    var name = e.getCommandLine().getCommandSpec().qualifiedName();
    var failure =
        misplaced(e, arguments)
            .orElseGet(
                () ->
                    Failure.usage(message(e))
                        .withHint("'" + name + " --help' tells what it takes"));
    arguments.stream()
        .filter(RUNS::contains)
        .findFirst()
        .ifPresent(command -> leave(EarlyResult.begin(command, surroundings), failure));
    return FailureReport.print(failure, console);
  }

  private static void leave(EarlyResult early, Failure failure) {
    ResultFile.write(early.of(failure), early.surroundings());
  }

  private static String message(ParameterException e) {
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case MissingParameterException missing when missing.getMissing().size() == 1 ->
          missing(missing.getMissing().getFirst());
      default -> lowerCase(String.valueOf(e.getMessage()));
    };
  }

  /// An option of a command that stands before its name.
  private static Optional<Failure> misplaced(ParameterException e, List<String> arguments) {
    if (!(e instanceof UnmatchedArgumentException unmatched) || !unmatched.isUnknownOption()) {
      return Optional.empty();
    }
    var option = unmatched.getUnmatched().getFirst().replaceFirst("=.*", "");
    return arguments.stream()
        .skip(arguments.indexOf(unmatched.getUnmatched().getFirst()))
        .map(e.getCommandLine().getSubcommands()::get)
        .filter(Objects::nonNull)
        .filter(command -> command.getCommandSpec().findOption(option) != null)
        .findFirst()
        .map(
            command ->
                Failure.usage("option " + option + " stands before the command that it is for")
                    .withHint("revisor " + command.getCommandName() + " " + option + " …"));
  }

  private static String unmatched(UnmatchedArgumentException e) {
    var word = e.getUnmatched().getFirst();
    if (e.isUnknownOption()) {
      return "unknown option " + word + hint(word, options(e.getCommandLine()));
    }
    if (e.getCommandLine().getSubcommands().isEmpty()) {
      return "unexpected argument '" + word + "'";
    }
    return "unknown command '" + word + "'" + hint(word, List.copyOf(CommandTree.names()));
  }

  private static List<String> options(CommandLine line) {
    return line.getCommandSpec().options().stream().map(o -> o.longestName()).toList();
  }

  private static String hint(String word, List<String> known) {
    return Suggestion.nearest(word, known).map(s -> "; did you mean " + s + "?").orElse("");
  }

  private static String missing(CommandLine.Model.ArgSpec argument) {
    if (argument instanceof CommandLine.Model.OptionSpec option) {
      return String.join("/", option.names()) + " needs a value, " + argument.paramLabel();
    }
    return argument.paramLabel() + " is missing";
  }

  private static String lowerCase(String text) {
    return text.lines()
        .limit(1)
        .map(line -> Character.toLowerCase(line.charAt(0)) + line.substring(1))
        .collect(Collectors.joining());
  }
}
