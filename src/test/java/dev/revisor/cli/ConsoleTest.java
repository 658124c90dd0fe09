package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private static final String ESCAPE = "\033";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8),
          new Console.Style(false, false, false),
          InstantSource.system());

  @Test
  void leavesATerminalsOtherLinesAlone() {
    console.line("a" + ESCAPE + "[2J");
    console.note("b" + ESCAPE + "[1A\n\tc");
    console.warn("d\r");
    assertThat(out).hasToString("a\\u001b[2J\n");
    assertThat(err).hasToString("b\\u001b[1A\n\tc\nwarning: d\\r\n");
  }

  @Test
  void printsSqlThatSaysTheNamesAsTheyAre() {
    var name = "\"t" + ESCAPE + "[2J\n\"";
    var schema = new SchemaObject(new ObjectId(Kind.SCHEMA, "", name), Map.of(), 0);
    new DifferencePrinter(console)
        .print(
            Catalog.empty(18),
            Catalog.of(18, List.of(schema), List.of()),
            new DifferencePrinter.Words("same", "different", "up", "down"));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("different\n  schema \"t\\u001b[2J\\n\" added\n")
        .contains("\nCREATE SCHEMA " + name + ";\n");
  }
}
