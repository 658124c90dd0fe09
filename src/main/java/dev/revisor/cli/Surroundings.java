package dev.revisor.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// All that a run of the program takes from the process around it, and gives to it.
///
/// @param variables the environment variables
/// @param workingDirectory what relative paths of arguments and variables start from; absolute
/// @param ids makes the ids of new revisions and runs
public record Surroundings(
    Map<String, String> variables,
    Path workingDirectory,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Clock clock,
    Supplier<UUID> ids) {

  public Surroundings {
    variables = Map.copyOf(variables);
  }

  /// Those of this process. Output is UTF-8 whatever the locale, and buffered: [Main] flushes.
  static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        new FileInputStream(FileDescriptor.in),
        stream(FileDescriptor.out, false),
        stream(FileDescriptor.err, true),
        Clock.systemUTC(),
        UUID::randomUUID);
  }

  private static PrintStream stream(FileDescriptor descriptor, boolean flushEachLine) {
    var buffered = new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 1 << 14);
    return new PrintStream(buffered, flushEachLine, StandardCharsets.UTF_8);
  }

  /// The value of an environment variable; one that is empty counts as unset.
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  Path resolve(String path) {
    return workingDirectory.resolve(path).normalize();
  }
}
