package dev.revisor.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.SchemaMigration;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A file a resource, beside it what the commands say of it. `-Dgolden.rewrite=true` writes these.
class ReportTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/revisor/kubectl");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @TestFactory
  Stream<DynamicTest> saysWhatAResourceIsLike() throws IOException {
    return inputs().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  @Test
  void listsThemUnderHeadings() throws IOException {
    var views = new ArrayList<View>();
    for (var file : inputs()) {
      views.add(view(file));
    }
    var text = new ArrayList<String>();
    var report = report(Paint.NONE);
    text.addAll(report.list(views, false));
    text.add("");
    text.addAll(report.list(views, true));
    compare(FOLDER.resolve("list.txt"), text);
  }

  @Test
  void nothingBelongsToNoResource() throws IOException {
    try (var files = Files.list(FOLDER)) {
      var expected = new ArrayList<>(List.of("list.txt"));
      for (var input : inputs()) {
        expected.add(input.getFileName().toString());
        expected.add(output(input).getFileName().toString());
      }
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void coloursDoNotMoveColumns() throws IOException {
    var views = List.of(view(FOLDER.resolve("ready.yaml")), view(FOLDER.resolve("failed.yaml")));
    var coloured = report(Paint.COLOURS).list(views, false);
    assertThat(coloured.get(1)).contains("\u001b[32mSucceeded\u001b[0m");
    assertThat(coloured.get(2)).contains("\u001b[31mMigrationFailed\u001b[0m");
    assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[\\d+m", "")))
        .isEqualTo(report(Paint.NONE).list(views, false));
  }

  private static void check(Path file) throws IOException {
    var view = view(file);
    var report = report(Paint.NONE);
    var text = new ArrayList<String>();
    section(text, "status", report.one(view));
    section(text, "history", report.history(view));
    section(text, "plan", report.plan(view));
    section(text, "diff", report.difference(view));
    compare(output(file), text);
  }

  private static void section(List<String> text, String command, List<String> lines) {
    text.add("$ kubectl revisor " + command + " shop");
    text.addAll(lines);
    text.add("");
  }

  private static void compare(Path file, List<String> lines) throws IOException {
    var text = String.join("\n", lines) + "\n";
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  private static Report report(Paint paint) {
    return new Report(new Ago(NOW), paint);
  }

  private static View view(Path file) throws IOException {
    return new View(Serialization.unmarshal(Files.readString(file), SchemaMigration.class));
  }

  private static List<Path> inputs() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  private static Path output(Path input) {
    return input.resolveSibling(input.getFileName().toString().replaceFirst("[.]yaml$", ".txt"));
  }
}
