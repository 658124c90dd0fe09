package dev.revisor.cli;

import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Prints why arguments could not be understood.
final class UsageReport {
  private UsageReport() {}

  static ExitCode print(
      ParameterException e, List<String> arguments, Surroundings surroundings) {
    var json = arguments.contains("json") || arguments.contains("-ojson");
    var console = new Console(surroundings.out(), surroundings.err(), json, false, false);
    var name = e.getCommandLine().getCommandSpec().qualifiedName();
    return FailureReport.print(
        Failure.usage(message(e)).withHint("'" + name + " --help' tells what it takes"), console);
  }

  /// Picocli's, beginning in lower case, with what was meant perhaps.
  private static String message(ParameterException e) {
    var text = String.valueOf(e.getMessage());
    var message = Character.toLowerCase(text.charAt(0)) + text.substring(1);
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
      return message + "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
    }
    return message;
  }
}
