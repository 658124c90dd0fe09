package dev.revisor.engine.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The texts and numbers of a JSON object, and its lists and objects: what is not asked for is left
/// out without a word, as documents of other versions need it.
record JsonFields(
    Map<String, String> scalars, Map<String, JsonFields> objects, Map<String, List<Item>> lists) {
  private static final JsonFactory JSON = new JsonFactory();

  /// An element of a list: a text, or an object.
  record Item(@Nullable String text, JsonFields fields) {}

  JsonFields() {
    this(new HashMap<>(), new HashMap<>(), new HashMap<>());
  }

  /// Reads a document of that kind.
  ///
  /// @throws IllegalArgumentException when it is none
  static JsonFields document(String text, String kind) {
    var fields = object(text);
    if (!kind.equals(fields.text("kind"))) {
      throw new IllegalArgumentException(
          "kind must be " + kind + ", was " + fields.text("kind", "absent"));
    }
    return fields;
  }

  /// @throws IllegalArgumentException when it is no JSON object
  static JsonFields object(String text) {
    try (var json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("must be a JSON object");
      }
      return object(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("must be JSON", e);
    }
  }

  /// @throws IllegalArgumentException when it is no JSON
  static List<Item> list(String text) {
    try (var json = JSON.createParser(text)) {
      json.nextToken();
      return list(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("must be JSON", e);
    }
  }

  @Nullable String text(String name) {
    return scalars.get(name);
  }

  String text(String name, String otherwise) {
    return scalars.getOrDefault(name, otherwise);
  }

  int number(String name) {
    return (int) longNumber(name);
  }

  long longNumber(String name) {
    try {
      return (long) Double.parseDouble(text(name, "0"));
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  /// The object of that name; an empty one where there is none.
  JsonFields part(String name) {
    return objects.getOrDefault(name, new JsonFields());
  }

  List<Item> items(String name) {
    return lists.getOrDefault(name, List.of());
  }

  private static JsonFields object(JsonParser json) throws IOException {
    var fields = new JsonFields();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      switch (json.nextToken()) {
        case START_OBJECT -> fields.objects.put(name, object(json));
        case START_ARRAY -> fields.lists.put(name, list(json));
        case VALUE_NULL -> {}
        default -> fields.scalars.put(name, json.getText());
      }
    }
    return fields;
  }

  private static List<Item> list(JsonParser json) throws IOException {
    var items = new ArrayList<Item>();
    for (var token = json.nextToken();
        token != JsonToken.END_ARRAY && token != null;
        token = json.nextToken()) {
      switch (token) {
        case START_OBJECT -> items.add(new Item(null, object(json)));
        case START_ARRAY -> list(json);
        default -> items.add(new Item(json.getText(), new JsonFields()));
      }
    }
    return items;
  }
}
