package dev.revisor.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The property that says what others than its owner may do with an object: `SELECT TO role` in a
/// line, with `WITH GRANT OPTION` behind it.
public final class PrivilegeLines {
  private static final String TO = " TO ";
  private static final String OPTION = " WITH GRANT OPTION";

  private PrivilegeLines() {}

  /// Each privilege once. Snapshots of earlier versions of Revisor tell it as often as roles have
  /// given it.
  static String once(String lines) {
    if (lines.indexOf('\n') < 0) {
      return lines;
    }
    var kept = new LinkedHashSet<>(lines.lines().toList());
    kept.removeIf(line -> kept.contains(grantable(line)));
    return String.join("\n", kept);
  }

  /// In their order.
  public static Set<String> in(String property) {
    return property.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of(property.split("\n", -1)));
  }

  /// Those of an object, or as PostgreSQL gives them by default where nothing is said.
  public static Set<String> of(SchemaObject object) {
    return object.get("privileges") instanceof String told
        ? in(told)
        : byDefault(object.id().kind());
  }

  /// What PostgreSQL gives by default ("Privileges" in the manual).
  public static Set<String> byDefault(Kind kind) {
    if (kind.isType()) {
      return Set.of("USAGE TO PUBLIC");
    }
    return kind == Kind.ROUTINE || kind == Kind.AGGREGATE ? Set.of("EXECUTE TO PUBLIC") : Set.of();
  }

  /// What may be done: `SELECT`.
  public static String word(String line) {
    return line.substring(0, line.indexOf(TO));
  }

  /// Who may do it: a role, or `PUBLIC`.
  public static String grantee(String line) {
    var role = line.substring(line.indexOf(TO) + TO.length());
    return isGrantable(line) ? role.substring(0, role.length() - OPTION.length()) : role;
  }

  /// Whether the role may give the privilege to others.
  public static boolean isGrantable(String line) {
    return line.endsWith(OPTION);
  }

  /// The same privilege of who may give it to others.
  public static String grantable(String line) {
    return line + OPTION;
  }

  /// The words by what `GRANT … TO` says: the role, with the option behind it.
  public static Map<String, List<String>> toGrant(Collection<String> lines) {
    return grouped(lines, line -> line.substring(line.indexOf(TO) + TO.length()));
  }

  /// The words by what `REVOKE … FROM` says: the role alone.
  public static Map<String, List<String>> toRevoke(Collection<String> lines) {
    return grouped(lines, PrivilegeLines::grantee);
  }

  private static Map<String, List<String>> grouped(
      Collection<String> lines, UnaryOperator<String> role) {
    var grouped = new LinkedHashMap<String, List<String>>();
    for (var line : lines) {
      grouped.computeIfAbsent(role.apply(line), _ -> new ArrayList<>()).add(word(line));
    }
    return grouped;
  }
}
