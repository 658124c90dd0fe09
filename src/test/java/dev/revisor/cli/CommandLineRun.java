package dev.revisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What a run of the command line in this process came to.
///
/// @param out what it printed
/// @param err what it said beside that
record CommandLineRun(List<String> arguments, int code, String out, String err) {

  /// Runs it with this environment of a revisions directory, for a database.
  static CommandLineRun of(
      Path directory, TestDatabase database, Map<String, String> variables, String... words) {
    return of(directory, database.url(), variables, words);
  }

  static CommandLineRun of(
      Path directory, String url, Map<String, String> variables, String... words) {
    var arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("-d", directory.toString(), "--url", url));
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code =
        Main.run(
            arguments,
            new Surroundings(
                variables,
                directory,
                InputStream.nullInputStream(),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                Clock.systemUTC(),
                UUID::randomUUID,
                _ -> {}));
    return new CommandLineRun(arguments, code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /// All that it printed and said.
  String said() {
    return out + err;
  }

  CommandLineRun endsWith(int expected) {
    assertThat(code).as("%s%n%s", arguments, said()).isEqualTo(expected);
    return this;
  }
}
