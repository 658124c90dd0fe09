package dev.revisor.cli;

import dev.revisor.engine.run.StopSignal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// All that a run of the program takes from the process around it, and gives to it.
///
/// @param variables the environment variables
/// @param workingDirectory what relative paths of arguments and variables start from; absolute
/// @param ids makes the ids of new revisions and runs
/// @param interrupts takes the signal of each run that can be asked to stop
public record Surroundings(
    Map<String, String> variables,
    Path workingDirectory,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Clock clock,
    Supplier<UUID> ids,
    Consumer<StopSignal> interrupts) {

  public Surroundings {
    variables = Map.copyOf(variables);
  }

  /// Those of this process. Output is UTF-8 whatever the locale, and buffered: [Main] flushes.
  static Surroundings ofProcess(Termination termination, StandardOutput output) {
    return new Surroundings(
        variablesOfProcess(),
        Path.of("").toAbsolutePath(),
        new FileInputStream(FileDescriptor.in),
        stream(output, false),
        stream(new FileOutputStream(FileDescriptor.err), true),
        Clock.systemUTC(),
        RandomIds::next,
        termination::watch);
  }

  /// `HOME` and `USER` are there even where the process lacks them, as in a bare container.
  private static Map<String, String> variablesOfProcess() {
    var variables = new HashMap<>(System.getenv());
    variables.putIfAbsent("HOME", System.getProperty("user.home"));
    variables.putIfAbsent("USER", System.getProperty("user.name"));
    return variables;
  }

  private static PrintStream stream(OutputStream target, boolean flushEachLine) {
    var buffered = new java.io.BufferedOutputStream(target, 1 << 14);
    return new PrintStream(buffered, flushEachLine, StandardCharsets.UTF_8);
  }

  /// The same with other variables.
  Surroundings withVariables(Map<String, String> others) {
    return new Surroundings(others, workingDirectory, in, out, err, clock, ids, interrupts);
  }

  /// The value of an environment variable; one that is empty counts as unset.
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  Path resolve(String path) {
    return workingDirectory.resolve(path).normalize();
  }
}
