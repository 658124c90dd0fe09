package dev.revisor.schema;

import java.util.LinkedHashSet;

/// The property that says what others than its owner may do with an object: `SELECT TO role` in a
/// line, with `WITH GRANT OPTION` behind it.
final class PrivilegeLines {
  private static final String OPTION = " WITH GRANT OPTION";

  private PrivilegeLines() {}

  /// Each privilege once. Snapshots of earlier versions of Revisor tell it as often as roles have
  /// given it.
  static String once(String lines) {
    if (lines.indexOf('\n') < 0) {
      return lines;
    }
    var kept = new LinkedHashSet<>(lines.lines().toList());
    kept.removeIf(line -> kept.contains(line + OPTION));
    return String.join("\n", kept);
  }
}
