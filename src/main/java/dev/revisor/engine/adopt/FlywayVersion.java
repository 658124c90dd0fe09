package dev.revisor.engine.adopt;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A version as Flyway counts: numbers between dots or underscores, of which zeros at the end do
/// not count (`MigrationVersion` there).
///
/// @param text as written, with dots
record FlywayVersion(List<BigInteger> parts, String text) implements Comparable<FlywayVersion> {
  private static final Pattern FORM = Pattern.compile("\\d+(\\.\\d+)*");

  FlywayVersion {
    parts = List.copyOf(parts);
  }

  static Optional<FlywayVersion> parse(String written) {
    var text = written.replace('_', '.');
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    var parts = new ArrayList<BigInteger>();
    for (var part : text.split("\\.")) {
      parts.add(new BigInteger(part));
    }
    while (parts.size() > 1 && parts.getLast().signum() == 0) {
      parts.removeLast();
    }
    return Optional.of(new FlywayVersion(parts, text));
  }

  /// The same for equal versions.
  String key() {
    return parts.stream().map(BigInteger::toString).collect(Collectors.joining("."));
  }

  @Override
  public int compareTo(FlywayVersion other) {
    for (var at = 0; at < Math.max(parts.size(), other.parts.size()); at++) {
      var order = part(at).compareTo(other.part(at));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private BigInteger part(int at) {
    return at < parts.size() ? parts.get(at) : BigInteger.ZERO;
  }
}
