package dev.revisor.engine.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// SQL from a resource file, with places for values: `:name` stands for what [#with] gives, put in
/// as it is; casts (`::`) are no places. Comment lines are left out, so that the server's log stays
/// readable. Values are put in once: what they contain is not looked at again.
public final class SqlText {
  private static final Pattern PLACE = Pattern.compile("(?<!:):([a-z][a-zA-Z]*)");
  private static final Pattern COMMENT_LINE = Pattern.compile("(?m)^\\s*--.*\\R?");

  private final String text;
  private final Map<String, String> values;

  private SqlText(String text, Map<String, String> values) {
    this.text = text;
    this.values = values;
  }

  /// The resource `name` beside `owner`.
  public static SqlText of(Class<?> owner, String name) {
    try (var in = owner.getResourceAsStream(name)) {
      var bytes = Objects.requireNonNull(in, () -> "no resource " + name).readAllBytes();
      var text = new String(bytes, StandardCharsets.UTF_8);
      return new SqlText(COMMENT_LINE.matcher(text).replaceAll("").strip(), Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name, e);
    }
  }

  /// With SQL for a place, as it is: see [Literal] and [Identifier#quoted].
  public SqlText with(String place, String sql) {
    var more = new TreeMap<>(values);
    more.put(place, sql);
    return new SqlText(text, more);
  }

  /// With its places.
  public String asWritten() {
    return text;
  }

  /// The SQL.
  ///
  /// @throws IllegalStateException for a place without a value
  @Override
  public String toString() {
    return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(value(place.group(1))));
  }

  private String value(String place) {
    var value = values.get(place);
    if (value == null) {
      throw new IllegalStateException("no value for :" + place);
    }
    return value;
  }
}
