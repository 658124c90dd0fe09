package dev.revisor.schema.ddl;

/// Text in generated SQL that names something, and that no name may end: a name can hold a line
/// break, after which a comment would be a statement, and what ends a string in dollars.
public final class Enclosed {
  private Enclosed() {}

  /// One line, without its end.
  public static String comment(String format, Object... names) {
    return "-- " + format.formatted(names).replaceAll("[\\r\\n]", " ");
  }

  /// @param body a block of PL/pgSQL, from DECLARE or BEGIN to END
  static String block(String body) {
    var tag = "$revisor$";
    while (body.contains(tag)) {
      tag = tag.substring(0, tag.length() - 1) + "_$";
    }
    return "DO " + tag + "\n" + body + " " + tag;
  }
}
