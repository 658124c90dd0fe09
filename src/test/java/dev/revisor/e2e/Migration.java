package dev.revisor.e2e;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A SchemaMigration to apply: the example's, with what a test changes.
///
/// @param policy fields of `spec.policy`
/// @param more further fields of `spec`
record Migration(
    String name,
    String url,
    String secret,
    String image,
    String target,
    Map<String, String> policy,
    Map<String, String> more) {

  static Migration named(String name) {
    return new Migration(
        name,
        "postgresql://assets-db:5432/assets",
        "assets-db",
        "localhost/revisor-sample:dev",
        "head",
        Map.of(),
        Map.of("observeInterval", "10s"));
  }

  Migration url(String value) {
    return new Migration(name, value, secret, image, target, policy, more);
  }

  Migration secret(String value) {
    return new Migration(name, url, value, image, target, policy, more);
  }

  Migration image(String value) {
    return new Migration(name, url, secret, value, target, policy, more);
  }

  Migration target(String value) {
    return new Migration(name, url, secret, image, value, policy, more);
  }

  Migration allowDowngrade() {
    return policy("downgrade", "Allow");
  }

  /// Sets a field of `spec.policy`.
  Migration policy(String field, String value) {
    return new Migration(name, url, secret, image, target, with(policy, field, value), more);
  }

  /// Sets a field of `spec`.
  Migration with(String field, String value) {
    return new Migration(name, url, secret, image, target, policy, with(more, field, value));
  }

  private static Map<String, String> with(Map<String, String> fields, String name, String value) {
    var changed = new TreeMap<>(fields);
    changed.put(name, value);
    return changed;
  }

  String yaml() {
    return """
    apiVersion: revisor.dev/v1alpha1
    kind: SchemaMigration
    metadata: {name: %s}
    spec:
      database:
        url: %s
        credentials: {secretName: %s}
      migrations:
        image: %s
      target: "%s"
      policy: {%s}
    %s
    """
        .formatted(
            name, url, secret, image, target, lines(policy, "", ", "), lines(more, "  ", "\n"));
  }

  private static String lines(Map<String, String> fields, String indent, String separator) {
    return fields.entrySet().stream()
        .map(field -> indent + field.getKey() + ": " + field.getValue())
        .collect(Collectors.joining(separator));
  }
}
