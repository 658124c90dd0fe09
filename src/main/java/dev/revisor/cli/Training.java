package dev.revisor.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Runs what people and migration pods run most, in one process, so that the JVM records what that
/// needs (`-XX:AOTCacheOutput`). Not a command; the build calls it.
///
/// Arguments: an environment directory, and URLs of a database that holds nothing else. It is in
/// the variables too, once as a shell names a database (`PGHOST` …), once as a Job's pod does
/// (`REVISOR_URL_FILE` …). The last command leaves it at the base.
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

  private static final List<String> BY_VARIABLES =
      List.of(
          "apply head -o json", "upgrade head", "current", "apply base --allow-downgrade -o json");

  /// A command with what is around it.
  private record Run(String command, Surroundings surroundings) {}

  private Training() {}

  public static void main(String[] arguments) throws IOException {
    var termination = new Termination();
    termination.install();
    var surroundings = silent(Surroundings.ofProcess(termination, StandardOutput.ofProcess()));
    var urls = Arrays.asList(arguments).subList(1, arguments.length);
    runs(urls, surroundings)
        .forEach(run -> Main.run(words(run.command + " -d " + arguments[0]), run.surroundings));
    inFolder(folder -> new HistoryTraining(folder, surroundings).run(urls));
    if (!urls.isEmpty()) {
      inFolder(folder -> new SchemaTraining(folder, surroundings).run(urls.getFirst()));
    }
    termination.end(0);
    System.exit(0);
  }

  /// What is trained in an environment of its own.
  private interface InFolder {
    void run(Path folder) throws IOException;
  }

  private static void inFolder(InFolder training) throws IOException {
    var folder = Files.createTempDirectory("revisor-training");
    try {
      training.run(folder);
    } finally {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Stream<Run> runs(List<String> urls, Surroundings job) {
    var shell = job.withVariables(without("REVISOR_", job.variables()));
    var byUrl =
        urls.stream()
            .flatMap(url -> WITH_DATABASE.stream().map(command -> command + " --url " + url));
    var plain = Stream.concat(WITHOUT_DATABASE.stream(), byUrl);
    var byVariables = urls.isEmpty() ? List.<String>of() : BY_VARIABLES;
    return Stream.of(
            plain.map(command -> new Run(command, shell)),
            byVariables.stream().map(command -> new Run(command, shell)),
            byVariables.stream().map(command -> new Run(command, job)))
        .flatMap(runs -> runs);
  }

  private static Map<String, String> without(String prefix, Map<String, String> variables) {
    var others = new HashMap<>(variables);
    others.keySet().removeIf(name -> name.startsWith(prefix));
    return others;
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
