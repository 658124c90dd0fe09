package dev.revisor.operator;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A SchemaMigration to apply: what a test does not say has a default.
///
/// @param fields further lines, by the block of the spec that they belong to: `spec`, `policy`,
///   `database`, `migrations`
record Sample(String name, String url, String image, String target, Map<String, String> fields) {

  static Sample of(String name, int port, String database) {
    var url = "postgresql://localhost:" + port + "/" + database;
    return new Sample(name, url, "shop:1", "head", Map.of());
  }

  Sample url(String value) {
    return new Sample(name, value, image, target, fields);
  }

  Sample image(String value) {
    return new Sample(name, url, value, target, fields);
  }

  Sample target(String value) {
    return new Sample(name, url, image, value, fields);
  }

  /// Sets a field of a block.
  Sample with(String block, String field, String value) {
    var more = new TreeMap<>(fields);
    more.put(block + " " + field, value);
    return new Sample(name, url, image, target, more);
  }

  Sample allowDowngrade() {
    return with("policy", "downgrade", "Allow");
  }

  /// With the Secret of that name.
  Sample secret(String secret) {
    return with("database", "credentials", "{secretName: " + secret + "}");
  }

  String yaml() {
    var base = with("database", "url", url).with("migrations", "image", '"' + image + '"');
    var defaults = base.fields.containsKey("database credentials") ? base : base.secret("db");
    return """
    apiVersion: revisor.dev/v1alpha1
    kind: SchemaMigration
    metadata: {name: %s}
    spec:
      target: "%s"
      observeInterval: 1s
    %s
    """
        .formatted(name, target, defaults.blocks());
  }

  private String blocks() {
    var blocks = new TreeMap<String, String>();
    fields.forEach(
        (key, value) -> {
          var words = key.split(" ", 2);
          var line = words[1] + ": " + value + "\n";
          blocks.merge(
              words[0], words[0].equals("spec") ? "  " + line : "    " + line, String::concat);
        });
    return blocks.entrySet().stream()
        .map(
            block ->
                block.getKey().equals("spec")
                    ? block.getValue()
                    : "  " + block.getKey() + ":\n" + block.getValue())
        .collect(Collectors.joining());
  }
}
