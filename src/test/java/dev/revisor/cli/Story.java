package dev.revisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A story is a transcript: lines that begin with `$ ` are commands, what follows up to the next
/// one is what they print. Lines that begin with `#` before a command, and empty ones, are for the
/// reader. In what a command prints, `! ` begins a line of standard error, and `[exit 3]` ends the
/// output of a command that does not succeed. Lines that begin with `| ` are the command's standard
/// input. A backslash stands before a printed line that is empty or would be taken for one of
/// these.
///
/// Commands are `revisor …`, and a few of the stage's own: see [Stage].
record Story(List<Scene> scenes) {
  /// A command with its input and what it printed; `remarks` stand before it.
  record Scene(List<String> remarks, String command, List<String> input, List<String> output) {}

  static Story read(Path file) throws IOException {
    var scenes = new ArrayList<Scene>();
    var remarks = new ArrayList<String>();
    for (var line : Files.readString(file, UTF_8).lines().toList()) {
      var inOutput = !scenes.isEmpty() && remarks.isEmpty();
      if (line.startsWith("$ ")) {
        scenes.add(
            new Scene(
                List.copyOf(remarks), line.substring(2), new ArrayList<>(), new ArrayList<>()));
        remarks.clear();
      } else if (line.startsWith("#") || line.isEmpty() || !inOutput) {
        remarks.add(line);
      } else if (line.startsWith("| ") || line.equals("|")) {
        scenes.getLast().input().add(line.length() < 2 ? "" : line.substring(2));
      } else {
        scenes.getLast().output().add(line.startsWith("\\") ? line.substring(1) : line);
      }
    }
    return new Story(scenes);
  }

  String print() {
    var text = new StringBuilder();
    for (var scene : scenes) {
      scene.remarks().forEach(line -> text.append(line).append('\n'));
      text.append("$ ").append(scene.command()).append('\n');
      scene.input().forEach(line -> text.append(line.isEmpty() ? "|" : "| " + line).append('\n'));
      scene.output().forEach(line -> text.append(escaped(line)).append('\n'));
    }
    return text.toString();
  }

  private static String escaped(String line) {
    return line.isEmpty() || line.matches("(\\$ |#|\\| |\\\\).*") ? "\\" + line : line;
  }

  /// The same story as it goes on `stage`.
  Story performedOn(Stage stage) throws Exception {
    var performed = new ArrayList<Scene>();
    for (var scene : scenes) {
      var output = stage.perform(scene.command(), scene.input());
      performed.add(new Scene(scene.remarks(), scene.command(), scene.input(), output));
    }
    return new Story(performed);
  }
}
