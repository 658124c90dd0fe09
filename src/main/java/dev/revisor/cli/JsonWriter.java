package dev.revisor.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.revisor.engine.environment.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Writes a JSON object, field by field in the order of the calls, on one line.
final class JsonWriter implements AutoCloseable {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator json;

  private JsonWriter(JsonGenerator json) {
    this.json = json;
  }

  static JsonWriter of(PrintStream out) throws IOException {
    var generator = FACTORY.createGenerator(out);
    generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    return new JsonWriter(generator);
  }

  /// Writes the fields of an object in a list.
  interface Item<T> {
    void write(T item) throws IOException;
  }

  /// The whole document.
  void object(Console.Fields fields) throws IOException {
    json.writeStartObject();
    fields.write(this);
    json.writeEndObject();
  }

  JsonWriter text(String name, String value) throws IOException {
    json.writeStringField(name, value);
    return this;
  }

  /// `null` when empty.
  JsonWriter text(String name, Optional<?> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get().toString());
    } else {
      json.writeNullField(name);
    }
    return this;
  }

  JsonWriter number(String name, long value) throws IOException {
    json.writeNumberField(name, value);
    return this;
  }

  JsonWriter truth(String name, boolean value) throws IOException {
    json.writeBooleanField(name, value);
    return this;
  }

  /// `null` when empty.
  JsonWriter truth(String name, Optional<Boolean> value) throws IOException {
    if (value.isPresent()) {
      json.writeBooleanField(name, value.get());
    } else {
      json.writeNullField(name);
    }
    return this;
  }

  /// A field that is `null`.
  JsonWriter nothing(String name) throws IOException {
    json.writeNullField(name);
    return this;
  }

  /// A field that is an object.
  JsonWriter object(String name, Console.Fields fields) throws IOException {
    json.writeObjectFieldStart(name);
    fields.write(this);
    json.writeEndObject();
    return this;
  }

  /// A list of texts, by `toString`.
  JsonWriter texts(String name, Collection<?> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (var value : values) {
      json.writeString(value.toString());
    }
    json.writeEndArray();
    return this;
  }

  /// A list of objects.
  <T> JsonWriter objects(String name, List<T> items, Item<T> item) throws IOException {
    json.writeArrayFieldStart(name);
    for (var value : items) {
      json.writeStartObject();
      item.write(value);
      json.writeEndObject();
    }
    json.writeEndArray();
    return this;
  }

  JsonWriter problems(List<Problem> problems) throws IOException {
    return objects(
        "problems",
        problems,
        problem ->
            text("file", problem.file())
                .number("line", problem.line())
                .number("column", problem.column())
                .text("message", problem.message()));
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
