package dev.revisor.schema.ddl;

import dev.revisor.schema.SchemaObject;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An object before and after, as their properties.
record Delta(SchemaObject from, SchemaObject to) {
  boolean changed(String property) {
    return !Objects.equals(from.get(property), to.get(property));
  }

  /// Whether anything but the given properties, comments, privileges and owners changed.
  boolean changedBesides(String... properties) {
    var names = new HashSet<>(from.properties().keySet());
    names.addAll(to.properties().keySet());
    names.removeAll(Set.of(properties));
    names.removeAll(Set.of("comment", "indexComment", "privileges", "ownerLacks", "owner"));
    return names.stream().anyMatch(this::changed);
  }

  @Nullable String before(String property) {
    return from.get(property);
  }

  @Nullable String after(String property) {
    return to.get(property);
  }
}
