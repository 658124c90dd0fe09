package dev.revisor.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Runs what people and migration pods run most, in one process, so that the JVM records what that
/// needs (`-XX:AOTCacheOutput`). Not a command; the build calls it.
///
/// Arguments: an environment directory, and the URLs of databases that hold nothing else, whose
/// password is in `PGPASSWORD`. The last command leaves them at the base.
final class Training {
  private static final String NOBODY =
      "postgresql://training@127.0.0.1:1/training?connect_timeout=1";

  private static final List<String> WITHOUT_DATABASE =
      List.of(
          "--version",
          "--help",
          "heads",
          "heads -o json",
          "history",
          "history -v",
          "show head",
          "graph",
          "no-such-command",
          "current --url " + NOBODY);

  private static final List<String> WITH_DATABASE =
      List.of(
          "plan head",
          "apply head -o json",
          "apply head -o json",
          "upgrade head",
          "current",
          "current -v",
          "current -o json",
          "apply base",
          "downgrade -1",
          "upgrade head",
          "apply base --allow-downgrade -o json");

  private Training() {}

  public static void main(String[] arguments) {
    var termination = new Termination();
    termination.install();
    var surroundings = silent(Surroundings.ofProcess(termination::watch));
    commands(Arrays.copyOfRange(arguments, 1, arguments.length))
        .map(command -> words(command + " -d " + arguments[0]))
        .forEach(words -> Main.run(words, surroundings));
    termination.end(0);
    System.exit(0);
  }

  private static Stream<String> commands(String[] urls) {
    var onDatabases =
        Arrays.stream(urls)
            .flatMap(url -> WITH_DATABASE.stream().map(command -> command + " --url " + url));
    return Stream.concat(WITHOUT_DATABASE.stream(), onDatabases);
  }

  private static List<String> words(String command) {
    return List.of(command.split(" ", -1));
  }

  private static Surroundings silent(Surroundings process) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Surroundings(
        process.variables(),
        process.workingDirectory(),
        process.in(),
        nowhere,
        nowhere,
        process.clock(),
        process.ids(),
        process.interrupts());
  }
}
