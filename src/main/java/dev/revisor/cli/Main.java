package dev.revisor.cli;

import dev.revisor.engine.result.RevisorException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The command line's entry.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var termination = new Termination();
    termination.install();
    var output = StandardOutput.ofProcess();
    var surroundings = Surroundings.ofProcess(termination, output);
    var code = output.codeAfter(run(List.of(arguments), surroundings), surroundings.err());
    termination.end(code);
    System.exit(code);
  }

  /// The whole program: parses, runs the command, prints.
  ///
  /// @return the exit code, as [ExitCode] numbers them
  public static int run(List<String> arguments, Surroundings surroundings) {
    try {
      return parseAndRun(arguments, surroundings).number();
    } finally {
      surroundings.out().flush();
      surroundings.err().flush();
    }
  }

  private static ExitCode parseAndRun(List<String> words, Surroundings surroundings) {
    var arguments = CommandTree.withHelpAsOption(words);
    var line = CommandTree.of(arguments);
    var out = new PrintWriter(surroundings.out(), false, StandardCharsets.UTF_8);
    try {
      var parsed = line.setOut(out).parseArgs(arguments.toArray(String[]::new));
      if (CommandLine.printHelpIfRequested(parsed)) {
        out.flush();
        return ExitCode.SUCCESS;
      }
      return run(parsed, surroundings);
    } catch (ParameterException e) {
      return UsageReport.print(e, arguments, surroundings);
    }
  }

  private static ExitCode run(ParseResult parsed, Surroundings surroundings) {
    var chosen = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    var options = options(parsed);
    var console =
        new Console(
            surroundings.out(),
            surroundings.err(),
            Console.Style.of(options),
            surroundings.clock());
    var command = (Command) chosen.commandSpec().userObject();
    try {
      return command.run(new Session(options, surroundings, console));
    } catch (Failure failure) {
      return FailureReport.print(failure, console);
    } catch (RevisorException e) {
      return FailureReport.print(Failure.of(e), console);
    } catch (Exception e) {
      return FailureReport.printBug(e, console);
    }
  }

  /// The global options from both places.
  static GlobalOptions options(ParseResult parsed) {
    return parsed.hasSubcommand()
        ? globals(parsed.subcommand()).over(globals(parsed))
        : globals(parsed);
  }

  private static GlobalOptions globals(ParseResult parsed) {
    var globals = Objects.requireNonNull(parsed.commandSpec().mixins().get("global"));
    return (GlobalOptions) globals.userObject();
  }
}
