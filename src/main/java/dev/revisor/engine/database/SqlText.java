package dev.revisor.engine.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// SQL from a resource file, with places for values: `:name` stands for what [#with] gives, put in
/// as it is; casts (`::`) are no places. Comment lines are left out, so that the server's log stays
/// readable. Values are put in once: what they contain is not looked at again.
///
/// Without regular expressions: each step of a run fills a dozen of these.
public final class SqlText {
  private final String text;
  private final List<Place> places;
  private final @Nullable Value values;

  /// Where `:name` stands in the text.
  private record Place(String name, int from, int to) {}

  /// What was given, the last first.
  ///
  /// @param isFixed whether it is part of the statement, and no parameter of it
  private record Value(String place, String sql, boolean isFixed, @Nullable Value before) {}

  private SqlText(String text, List<Place> places, @Nullable Value values) {
    this.text = text;
    this.places = places;
    this.values = values;
  }

  /// The resource `name` beside `owner`.
  public static SqlText of(Class<?> owner, String name) {
    try (var in = owner.getResourceAsStream(name)) {
      var bytes = Objects.requireNonNull(in, () -> "no resource " + name).readAllBytes();
      var text = withoutComments(new String(bytes, StandardCharsets.UTF_8));
      return new SqlText(text, places(text), null);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name, e);
    }
  }

  private static String withoutComments(String text) {
    var kept = new StringBuilder(text.length());
    for (var start = 0; start < text.length(); ) {
      var end = text.indexOf('\n', start) + 1;
      var next = end == 0 ? text.length() : end;
      if (!text.substring(start, next).stripLeading().startsWith("--")) {
        kept.append(text, start, next);
      }
      start = next;
    }
    return kept.toString().strip();
  }

  private static List<Place> places(String text) {
    var places = new ArrayList<Place>();
    for (var colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
      var end = colon + 1;
      while (end < text.length() && isLetter(text.charAt(end))) {
        end++;
      }
      var isCast = colon > 0 && text.charAt(colon - 1) == ':';
      if (!isCast && end > colon + 1 && text.charAt(colon + 1) >= 'a') {
        places.add(new Place(text.substring(colon + 1, end), colon, end));
      }
    }
    return List.copyOf(places);
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  /// With SQL for a place, as it is: see [Literal] and [Identifier#quoted].
  public SqlText with(String place, String sql) {
    return new SqlText(text, places, new Value(place, sql, false, values));
  }

  /// The same with what is no value, such as a name or an expression: where the statement is
  /// prepared, it stays as it is.
  public SqlText withPart(String place, String sql) {
    return new SqlText(text, places, new Value(place, sql, true, values));
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
    return filled(place -> required(place).sql);
  }

  /// A `PREPARE` of the statement, whose parameters are all places but those of [#withPart]. The
  /// server infers their types.
  ///
  /// @param name that needs no quotes
  public String prepared(String name) {
    var parameters = parameters();
    return "PREPARE "
        + name
        + " AS "
        + filled(
            place ->
                parameters.contains(place)
                    ? "$" + (parameters.indexOf(place) + 1)
                    : required(place).sql);
  }

  /// An `EXECUTE` of it.
  ///
  /// @throws IllegalStateException for a place without a value
  public String executed(String name) {
    return parameters().stream()
        .map(place -> required(place).sql)
        .collect(Collectors.joining(", ", "EXECUTE " + name + "(", ")"));
  }

  private List<String> parameters() {
    return places.stream()
        .map(Place::name)
        .distinct()
        .filter(
            place -> {
              var value = value(place);
              return value == null || !value.isFixed;
            })
        .toList();
  }

  private String filled(UnaryOperator<String> values) {
    var sql = new StringBuilder(text.length() * 2);
    var start = 0;
    for (var place : places) {
      sql.append(text, start, place.from).append(values.apply(place.name));
      start = place.to;
    }
    return sql.append(text, start, text.length()).toString();
  }

  private @Nullable Value value(String place) {
    for (var value = values; value != null; value = value.before) {
      if (value.place.equals(place)) {
        return value;
      }
    }
    return null;
  }

  private Value required(String place) {
    var value = value(place);
    if (value == null) {
      throw new IllegalStateException("no value for :" + place);
    }
    return value;
  }
}
