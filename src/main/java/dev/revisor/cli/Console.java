package dev.revisor.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/// Where a command prints: results to standard output, everything else to standard error.
///
/// @param json whether results are JSON documents
/// @param quiet whether notes are left out
record Console(PrintStream out, PrintStream err, boolean json, boolean quiet, boolean verbose) {

  /// Writes a JSON document's fields.
  interface Fields {
    void write(JsonWriter json) throws IOException;
  }

  /// One line of the result, in text mode.
  void line(String text) {
    out.print(text);
    out.print('\n');
  }

  /// A note to the reader, which is no part of the result.
  void note(String text) {
    if (!quiet && !json) {
      err.print(text);
      err.print('\n');
    }
  }

  /// Something that went wrong beside the result.
  void warn(String text) {
    err.print("warning: " + text + "\n");
  }

  /// The result as the one JSON document of this command.
  void document(String kind, Fields fields) {
    try (var writer = JsonWriter.of(out)) {
      writer.begin(kind);
      fields.write(writer);
      writer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.print('\n');
  }
}
