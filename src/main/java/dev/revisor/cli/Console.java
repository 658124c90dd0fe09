package dev.revisor.cli;

import dev.revisor.schema.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/// Where a command prints: results to standard output, everything else to standard error. With `-o
/// json` the result is one document, and standard error has JSON lines.
record Console(PrintStream out, PrintStream err, Style style, InstantSource clock) {

  /// What the user wants to see.
  ///
  /// @param json whether results are JSON documents
  /// @param quiet whether notes are left out
  record Style(boolean json, boolean quiet, boolean verbose) {
    static Style of(GlobalOptions options) {
      return new Style(options.output == GlobalOptions.Output.json, options.quiet, options.verbose);
    }
  }

  /// Writes a JSON object's fields.
  interface Fields {
    void write(JsonWriter json) throws IOException;
  }

  boolean json() {
    return style.json();
  }

  boolean verbose() {
    return style.verbose();
  }

  boolean quiet() {
    return style.quiet();
  }

  /// One line of the result, in text mode.
  void line(String text) {
    write(Printable.lines(text) + '\n');
  }

  /// SQL of the result with its line ends, in text mode: as it is, for psql.
  void sql(CharSequence text) {
    write(text.toString());
  }

  /// In one piece: what prints characters takes them through two more buffers, each time.
  private void write(String text) {
    out.writeBytes(text.getBytes(out.charset()));
  }

  /// A note to the reader, which is no part of the result.
  void note(String text) {
    if (!quiet() && !json()) {
      errorLine(text);
    }
  }

  /// Something that went wrong beside the result.
  void warn(String text) {
    if (json()) {
      event("Warning", json -> json.text("message", text));
    } else {
      errorLine("warning: " + text);
    }
  }

  /// A line of standard error, in text mode.
  void errorLine(String text) {
    err.print(Printable.lines(text) + '\n');
  }

  /// A JSON line of standard error: `{"at":…,"event":…,…}`.
  void event(String name, Fields fields) {
    object(
        err,
        json -> {
          json.text("at", clock.instant().toString()).text("event", name);
          fields.write(json);
        });
    err.flush();
  }

  /// The result as the one JSON document of this command.
  void document(String kind, Fields fields) {
    object(
        out,
        json -> {
          json.text("apiVersion", "revisor.dev/v1").text("kind", kind);
          fields.write(json);
        });
  }

  /// A result of a format that is not ours, as JSON.
  void object(Fields fields) {
    object(out, fields);
  }

  private static void object(PrintStream stream, Fields fields) {
    try (var writer = JsonWriter.of(stream)) {
      writer.object(fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    stream.print('\n');
  }
}
