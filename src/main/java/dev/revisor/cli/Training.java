package dev.revisor.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Runs what people and migration pods run most, so that the JVM records which classes that needs
/// (`-XX:AOTCacheOutput`). Not a command. Given the URL of an empty database, it trains on that
/// too; else a connection that nobody answers has to do.
final class Training {
  private static final String NOBODY =
      "postgresql://training@127.0.0.1:1/training?connect_timeout=1";

  private Training() {}

  public static void main(String[] arguments) {
    var directory = arguments[0];
    var url = arguments.length > 1 ? arguments[1] : NOBODY;
    for (var line :
        List.of(
            List.of("history"),
            List.of("heads", "-o", "json"),
            List.of("apply", "head", "--url", url, "-o", "json"),
            List.of("apply", "head", "--url", url, "-o", "json"),
            List.of("current", "--url", url),
            List.of("downgrade", "-1", "--url", url))) {
      var full = new ArrayList<>(line);
      full.addAll(List.of("-d", directory));
      Main.run(full, quiet());
    }
  }

  private static Surroundings quiet() {
    var process = Surroundings.ofProcess(_ -> {});
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
