package dev.revisor.operator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A part of an object as the API server takes it: fields by their names, and sorted by them. Of
/// the client's model of a pod, some hundred classes with a builder each would stay in memory, and
/// how to write each of their fields, for the few that are set here.
final class Fields {
  private final Map<String, Object> values = new TreeMap<>();

  /// What has no value, or is a list of nothing, is left out.
  Fields with(String name, @Nullable Object value) {
    if (value != null && !(value instanceof Collection<?> all && all.isEmpty())) {
      values.put(name, value);
    }
    return this;
  }

  @JsonValue
  Map<String, Object> values() {
    return values;
  }
}
