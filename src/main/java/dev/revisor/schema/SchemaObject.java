package dev.revisor.schema;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An object and all that is said about it.
///
/// @param properties by name, in the order of the names; what has PostgreSQL's default value is
///   left out. Values are SQL: texts are literals, names are quoted
/// @param position where it stands among its like, for columns; no part of equality
/// @param ownership no part of equality
public record SchemaObject(
    ObjectId id, Map<String, String> properties, int position, Ownership ownership) {
  public SchemaObject {
    properties = PropertyMap.of(properties);
  }

  /// Whose owner is not known.
  public SchemaObject(ObjectId id, Map<String, String> properties, int position) {
    this(id, properties, position, Ownership.UNKNOWN);
  }

  /// @param names in their order, none twice
  /// @param values one a name
  public static SchemaObject of(
      ObjectId id, List<String> names, List<String> values, int position) {
    return new SchemaObject(id, PropertyMap.ofSorted(names, values), position);
  }

  /// The same as somebody's.
  public SchemaObject of(Ownership whose) {
    return new SchemaObject(id, properties, position, whose);
  }

  /// What is said about one thing; `null` where it is as PostgreSQL has it by default.
  public @Nullable String get(String property) {
    return properties.get(property);
  }

  /// What is said, or the given text.
  public String get(String property, String otherwise) {
    return properties.getOrDefault(property, otherwise);
  }

  /// Whether a property is there: for those that are `true` or absent.
  public boolean is(String property) {
    return properties.containsKey(property);
  }

  /// The same with other values; `null` takes one away.
  public SchemaObject with(Map<String, @Nullable String> values) {
    var changed = new TreeMap<>(properties);
    values.forEach(
        (name, value) -> {
          if (value == null) {
            changed.remove(name);
          } else {
            changed.put(name, value);
          }
        });
    return new SchemaObject(id, changed, position, ownership);
  }

  /// Whether both say the same, wherever they stand.
  public boolean says(SchemaObject other) {
    return id.equals(other.id) && properties.equals(other.properties);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SchemaObject that && says(that) && position == that.position;
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + properties.hashCode();
  }
}
