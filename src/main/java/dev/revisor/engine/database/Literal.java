package dev.revisor.engine.database;

import java.util.Collection;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Values as SQL text, for statements that go to the server as text. Right under either setting of
/// `standard_conforming_strings`.
public final class Literal {
  private Literal() {}

  /// A string constant, or `NULL`. PostgreSQL has no NUL character: it becomes U+FFFD.
  public static String of(@Nullable String text) {
    if (text == null) {
      return "NULL";
    }
    var plain = text.replace('\0', '\uFFFD').replace("'", "''");
    return plain.indexOf('\\') < 0 ? "'" + plain + "'" : " E'" + plain.replace("\\", "\\\\") + "'";
  }

  /// A `text[]`.
  public static String array(Collection<?> values) {
    if (values.isEmpty()) {
      return "'{}'::text[]";
    }
    var array = new StringJoiner(",", "ARRAY[", "]::text[]");
    values.forEach(value -> array.add(of(value.toString())));
    return array.toString();
  }
}
