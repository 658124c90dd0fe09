package dev.revisor.operator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which resources were last seen to be for which database, by [Claims#key]. Thread-safe.
final class SeenPlaces {
  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, Set<String>> uids = new HashMap<>();

  synchronized void put(String uid, String key) {
    if (!key.equals(keys.get(uid))) {
      forget(uid);
      keys.put(uid, key);
      uids.computeIfAbsent(key, _ -> new HashSet<>()).add(uid);
    }
  }

  synchronized void forget(String uid) {
    var key = keys.remove(uid);
    if (key != null) {
      uids.computeIfPresent(
          key,
          (_, those) -> {
            those.remove(uid);
            return those.isEmpty() ? null : those;
          });
    }
  }

  synchronized Set<String> at(String key) {
    return Set.copyOf(uids.getOrDefault(key, Set.of()));
  }
}
