package dev.revisor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.revisor.support.Alembic;
import dev.revisor.support.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A random project and what Alembic's commands printed of it, as src/test/alembic/prints.py made
/// it.
///
/// @param revisions in the form of `dev.revisor.plan.Graphs`
record AlembicPrints(List<String> revisions, List<String> rows, List<Case> cases) {

  /// One command.
  ///
  /// @param out what it printed; empty too where it refused
  /// @param made what the file revises and depends on that it wrote
  /// @param error why it refused, empty where it did not
  record Case(String command, String out, List<List<String>> made, String error) {
    List<String> arguments() {
      return List.of(command.split(" "));
    }

    boolean isRefused() {
      return !error.isEmpty();
    }
  }

  static Stream<AlembicPrints> make(int projects, long seed) {
    var program = List.of(Alembic.python(), "-B", "src/test/alembic/prints.py");
    var line = new ArrayList<>(program);
    line.add(Integer.toString(projects));
    line.add(Long.toString(seed));
    var mapper = new ObjectMapper();
    return Command.run(line).orFail().lines().map(each -> parse(mapper, each));
  }

  private static AlembicPrints parse(ObjectMapper mapper, String line) {
    try {
      var json = mapper.readTree(line);
      var cases = new ArrayList<Case>();
      json.path("commands").forEach(node -> cases.add(parse(node)));
      var rows = json.path("rows").asText();
      return new AlembicPrints(
          texts(json.path("revisions")),
          rows.isEmpty() ? List.of() : List.of(rows.split(" ")),
          cases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case parse(JsonNode node) {
    var made = new ArrayList<List<String>>();
    node.path("made").forEach(part -> made.add(texts(part)));
    return new Case(
        node.path("command").asText(),
        node.path("out").asText(),
        made,
        node.path("error").asText());
  }

  private static List<String> texts(JsonNode array) {
    var found = new ArrayList<String>();
    array.forEach(node -> found.add(node.asText()));
    return found;
  }

  /// Without what is left to chance or to the place: the order of entries, of labels and of
  /// children, and paths. Entries of `-v` stay whole.
  static List<String> comparable(String printed) {
    var marked = printed.replaceAll("(?m)^(?=Rev: )", "\f");
    var entries = marked.contains("\f") ? marked.split("\f") : printed.split("\n");
    return Arrays.stream(entries)
        .map(AlembicPrints::entry)
        .filter(entry -> !entry.isEmpty())
        .sorted()
        .toList();
  }

  private static String entry(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("Path: ") && !line.isBlank())
        .filter(line -> !line.startsWith("Current revision(s) for "))
        .map(AlembicPrints::sortedNames)
        .map(String::stripTrailing)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /// `(b, a)` and what stands behind `Branch names:`, `Branches into:`.
  private static String sortedNames(String line) {
    if (line.startsWith("Branch names: ") || line.startsWith("Branches into: ")) {
      var colon = line.indexOf(": ") + 2;
      return line.substring(0, colon) + sorted(line.substring(colon));
    }
    return java.util.regex.Pattern.compile("\\(([^()]*, [^()]*)\\)")
        .matcher(line)
        .replaceAll(names -> "(" + sorted(names.group(1)) + ")");
  }

  private static String sorted(String names) {
    return Arrays.stream(names.split(", ")).sorted().collect(Collectors.joining(", "));
  }
}
