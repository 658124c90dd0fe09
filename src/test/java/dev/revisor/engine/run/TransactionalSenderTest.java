package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.script.Script;
import dev.revisor.script.ScriptReader;
import dev.revisor.script.StatementReader;
import dev.revisor.script.Variables;
import java.io.FilterReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransactionalSenderTest {
  private long read;

  private Optional<Flight> together(String upgrade) throws IOException {
    var text = "-- revisor:revision a1\n\n-- revisor:upgrade\n" + upgrade;
    var script = ((ScriptReader.Result.Valid) ScriptReader.read(text)).script();
    return TransactionalSender.together(statements(text, script));
  }

  private StatementReader statements(String text, Script script) throws IOException {
    var counted =
        new FilterReader(new StringReader(text)) {
          @Override
          public int read(char[] buffer, int from, int length) throws IOException {
            var count = super.read(buffer, from, length);
            read += Math.max(count, 0);
            return count;
          }
        };
    return StatementReader.of(counted, script.upgrade(), Variables.none());
  }

  private static String insert(int characters) {
    return "INSERT INTO t VALUES ('" + "x".repeat(characters) + "');\n";
  }

  @Test
  void whatChangesSchemaAndRowsGoesTogether() throws IOException {
    assertThat(together("CREATE TABLE t (x text);\n" + insert(10)).orElseThrow().statements())
        .hasSize(2);
  }

  @Test
  void whatMayBearOnOthersDoesNot() throws IOException {
    assertThat(together(insert(10) + "SET search_path = s;\n" + insert(10))).isEmpty();
  }

  /// What is read ahead stays in memory.
  @Test
  void whatIsTooLongIsNotReadToItsEnd() throws IOException {
    assertThat(together(insert(10_000).repeat(90))).isEmpty();
    assertThat(read).isLessThan(100_000);
  }
}
