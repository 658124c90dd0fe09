package dev.revisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.environment.CommandWords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Where a story is performed: a working directory, a fixed clock, ids that are always the same,
/// and a few commands beside `revisor`, whose JSON documents must fit their schemas:
///
/// - `cat FILE`, `ls DIR` (all files below, sorted), `rm FILE`
/// - `write FILE`: the input becomes the file's content
/// - `set NAME VALUE`, `unset NAME`: environment variables
/// - any that `more` knows, by its first word
final class Stage {
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");

  private final Path directory;
  private final Map<String, Tool> more;
  private final UnaryOperator<String> veil;
  private final Map<String, String> variables = new HashMap<>();
  private final Supplier<UUID> ids;

  /// A command of the stage.
  interface Tool {
    List<String> run(String arguments) throws Exception;
  }

  /// @param veil replaces what differs from one performance to the next, line by line
  Stage(Path directory, Map<String, Tool> more, UnaryOperator<String> veil) {
    this.directory = directory;
    this.more = more;
    this.veil = veil;
    var random = new Random(7);
    this.ids = () -> new UUID(random.nextLong(), random.nextLong());
    variables.put("REVISOR_RESULT_FILE", directory.resolve("result.json").toString());
  }

  List<String> perform(String command, List<String> input) throws Exception {
    var name = command.split(" ", 2);
    if (more.containsKey(name[0])) {
      return shown(more.get(name[0]).run(name.length == 1 ? "" : name[1]));
    }
    var words = CommandWords.split(command).orElseThrow();
    var arguments = words.subList(1, words.size());
    var lines =
        switch (words.getFirst()) {
          case "revisor" -> revisor(arguments, input);
          case "cat" -> content(file(arguments.getFirst()));
          case "ls" -> list(file(arguments.getFirst()));
          case "rm" -> remove(file(arguments.getFirst()));
          case "write" -> write(file(arguments.getFirst()), input);
          case "set" -> set(arguments);
          case "unset" -> unset(arguments);
          default -> throw new IllegalArgumentException("no such command: " + command);
        };
    return shown(lines);
  }

  private List<String> shown(List<String> lines) {
    return lines.stream()
        .map(line -> line.replace(directory.toString(), "/home/me"))
        .map(veil)
        .toList();
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private List<String> revisor(List<String> arguments, List<String> input) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code =
        Main.run(
            arguments,
            new Surroundings(
                variables,
                directory,
                new ByteArrayInputStream(String.join("\n", input).getBytes(UTF_8)),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                Clock.fixed(NOW, ZoneOffset.UTC),
                ids,
                _ -> {}));
    assertFitsItsSchema(out.toString(UTF_8));
    var lines = new ArrayList<String>();
    err.toString(UTF_8).lines().map(line -> "! " + line).forEach(lines::add);
    out.toString(UTF_8).lines().forEach(lines::add);
    if (code != 0) {
      lines.add("[exit " + code + "]");
    }
    return lines;
  }

  private static void assertFitsItsSchema(String text) {
    if (text.startsWith("{\"apiVersion\"")) {
      assertThat(Schemas.faults(text)).as(text).isEmpty();
    }
  }

  private static List<String> content(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of("no such file");
    }
    var text = Files.readString(file, UTF_8);
    assertFitsItsSchema(text);
    return text.lines().toList();
  }

  private List<String> list(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static List<String> remove(Path file) throws IOException {
    Files.delete(file);
    return List.of();
  }

  private static List<String> write(Path file, List<String> input) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", input) + "\n", UTF_8);
    return List.of();
  }

  /// Sets an environment variable.
  void set(String name, String value) {
    variables.put(name, value);
  }

  private List<String> set(List<String> arguments) {
    set(arguments.get(0), arguments.get(1).replace("$PWD", directory.toString()));
    return List.of();
  }

  private List<String> unset(List<String> arguments) {
    variables.remove(arguments.getFirst());
    return List.of();
  }
}
