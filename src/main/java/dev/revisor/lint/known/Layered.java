package dev.revisor.lint.known;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A map over another one, which it leaves as it is.
final class Layered<K extends Comparable<K>, V> {
  private final @Nullable Layered<K, V> below;
  private final Map<K, Optional<V>> here = new HashMap<>();

  Layered(@Nullable Layered<K, V> below) {
    this.below = below;
  }

  Optional<V> get(K key) {
    for (var layer = this; layer != null; layer = layer.below) {
      var found = layer.here.get(key);
      if (found != null) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// Whether this layer itself holds the value.
  boolean isHere(K key) {
    return here.containsKey(key);
  }

  void put(K key, V value) {
    here.put(key, Optional.of(value));
  }

  void remove(K key) {
    if (below == null) {
      here.remove(key);
    } else {
      here.put(key, Optional.empty());
    }
  }

  /// All there is, sorted.
  Map<K, V> all() {
    var all = below == null ? new TreeMap<K, V>() : below.all();
    here.forEach(
        (key, value) ->
            value.ifPresentOrElse(present -> all.put(key, present), () -> all.remove(key)));
    return all;
  }
}
