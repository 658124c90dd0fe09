package dev.revisor.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is read of a file: a folder a case, `in.sql` and `out.txt`. `-Dgolden.rewrite=true` writes
/// the latter.
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/script/golden");
  private static final Variables VALUES =
      Variables.of(Map.of("tenant", "acme \"west\"", "motto", "it's\\ours", "limit", "2"));

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isReadAsWrittenDown(Path folder) throws IOException {
    var read = describe(Files.readString(folder.resolve("in.sql"), UTF_8));
    var expected = folder.resolve("out.txt");
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(expected, read, UTF_8);
    }
    assertThat(read).isEqualTo(Files.readString(expected, UTF_8));
  }

  @Test
  void everyFileIsUsed() throws IOException {
    for (var folder : cases()) {
      try (var files = Files.list(folder)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrder("in.sql", "out.txt");
      }
    }
  }

  private static String describe(String file) throws IOException {
    var out = new StringBuilder();
    switch (ScriptReader.read(file)) {
      case ScriptReader.Result.Invalid(var header, var problems) -> {
        header(out, header);
        problems.forEach(problem -> out.append("problem ").append(problem).append('\n'));
      }
      case ScriptReader.Result.Valid(var script) -> {
        header(out, script.header());
        section(out, "upgrade", file, script.upgrade());
        switch (script.downgrade()) {
          case Downgrade.Sql(var section) -> section(out, "downgrade", file, section);
          case Downgrade.Irreversible(var reason, var position) ->
              out.append("irreversible %s: %s%n".formatted(position, reason));
          case Downgrade.Missing() -> out.append("no downgrade\n");
        }
      }
    }
    return out.append("checksum ")
        .append(Checksum.of(new StringReader(file)))
        .append('\n')
        .toString();
  }

  private static void header(StringBuilder out, ScriptHeader header) {
    value(out, "revision", header.revision());
    header.revises().forEach(each -> value(out, "revises", each));
    header.labels().forEach(each -> value(out, "label", each));
    header.dependsOn().forEach(each -> value(out, "depends on", each));
    value(out, "created", header.created());
    value(out, "message", header.message());
  }

  private static void value(
      StringBuilder out, String name, @org.jspecify.annotations.Nullable Located<?> value) {
    if (value != null) {
      out.append("%s %s: %s%n".formatted(name, value.position(), value.value()));
    }
  }

  private static void section(StringBuilder out, String name, String file, Section section)
      throws IOException {
    out.append("%s %s %s%n".formatted(name, section.mark(), section.mode()));
    section.allowances().forEach(each -> out.append("  ").append(each).append('\n'));
    section.variables().forEach(each -> out.append("  ").append(each).append('\n'));
    section
        .refusedInTransaction()
        .forEach(each -> out.append("  refused ").append(each).append('\n'));
    var reader = StatementReader.of(new StringReader(file), section, VALUES);
    for (var next = reader.next(); next.isPresent(); next = reader.next()) {
      var statement = next.get();
      out.append("  %s %s%n".formatted(statement.position(), statement.kind()));
      quote(out, statement.text());
      if (statement.kind() == StatementKind.COPY_FROM_STDIN) {
        var data = new StringWriter();
        reader.data().transferTo(data);
        out.append("  data %s%n".formatted(reader.data().positionOfLine(1)));
        quote(out, data.toString());
      }
    }
  }

  private static void quote(StringBuilder out, String text) {
    text.lines().forEach(line -> out.append("    | ").append(line).append('\n'));
  }
}
