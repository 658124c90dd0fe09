package dev.revisor.deploy;

import dev.revisor.support.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Helm and kubectl of the versions that `dev/cluster tools` pins; where it has none, these tests
/// fail with what it says.
final class Tools {
  private static final Path FOLDER =
      Path.of(Command.run(List.of("dev/cluster", "tools")).orFail().strip());

  private Tools() {}

  static Command helm(String... args) {
    return run("helm", args);
  }

  static Command kubectl(String... args) {
    return run("kubectl", args);
  }

  private static Command run(String program, String... args) {
    var line = new ArrayList<>(List.of(FOLDER.resolve(program).toString()));
    line.addAll(List.of(args));
    return Command.run(line);
  }
}
