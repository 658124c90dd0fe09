package dev.revisor.engine.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The lines of privileges that `privileges.sql` tells, without those behind them who gave one in
/// place of the owner.
record Givers(String lines, Map<String, String> byLine) {
  static final Givers NONE = new Givers("", Map.of());
  private static final char BEHIND = '\1';

  static Givers in(String told) {
    if (told.indexOf(BEHIND) < 0) {
      return new Givers(told, Map.of());
    }
    var byLine = new HashMap<String, String>();
    var lines =
        told.lines()
            .map(
                line -> {
                  var at = line.indexOf(BEHIND);
                  var privilege = at < 0 ? line : line.substring(0, at);
                  if (at >= 0) {
                    byLine.put(privilege, line.substring(at + 1));
                  }
                  return privilege;
                })
            .collect(Collectors.joining("\n"));
    return new Givers(lines, byLine);
  }
}
