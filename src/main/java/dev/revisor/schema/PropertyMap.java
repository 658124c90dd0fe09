package dev.revisor.schema;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is said about an object, sorted by name and immutable. Catalogs hold tens of thousands of
/// these, most with a handful of entries: names and values stand in two arrays.
final class PropertyMap extends AbstractMap<String, String> {
  private final String[] names;
  private final String[] values;

  private PropertyMap(String[] names, String[] values) {
    this.names = names;
    this.values = values;
  }

  static PropertyMap of(Map<String, String> properties) {
    if (properties instanceof PropertyMap already) {
      return already;
    }
    var names = properties.keySet().toArray(String[]::new);
    Arrays.sort(names);
    var values = new String[names.length];
    Arrays.setAll(values, at -> properties.get(names[at]));
    return new PropertyMap(names, values);
  }

  /// @param names in their order, none twice
  static PropertyMap ofSorted(List<String> names, List<String> values) {
    return new PropertyMap(names.toArray(String[]::new), values.toArray(String[]::new));
  }

  private int place(@Nullable Object name) {
    for (var at = 0; at < names.length; at++) {
      if (names[at].equals(name)) {
        return at;
      }
    }
    return -1;
  }

  @Override
  public @Nullable String get(@Nullable Object name) {
    var at = place(name);
    return at < 0 ? null : values[at];
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return place(name) >= 0;
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super String> action) {
    for (var at = 0; at < names.length; at++) {
      action.accept(names[at], values[at]);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PropertyMap map
        ? Arrays.equals(names, map.names) && Arrays.equals(values, map.values)
        : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, String>> iterator() {
        return IntStream.range(0, names.length)
            .<Entry<String, String>>mapToObj(at -> Map.entry(names[at], values[at]))
            .iterator();
      }

      @Override
      public int size() {
        return names.length;
      }
    };
  }
}
