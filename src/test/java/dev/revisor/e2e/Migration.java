package dev.revisor.e2e;

/// A SchemaMigration to apply: the example's, with what a test changes.
record Migration(
    String name, String url, String secret, String image, String target, String downgrade) {

  static Migration named(String name) {
    return new Migration(
        name,
        "postgresql://assets-db:5432/assets",
        "assets-db",
        "localhost/revisor-sample:dev",
        "head",
        "Deny");
  }

  Migration url(String value) {
    return new Migration(name, value, secret, image, target, downgrade);
  }

  Migration secret(String value) {
    return new Migration(name, url, value, image, target, downgrade);
  }

  Migration image(String value) {
    return new Migration(name, url, secret, value, target, downgrade);
  }

  Migration target(String value) {
    return new Migration(name, url, secret, image, value, downgrade);
  }

  Migration allowDowngrade() {
    return new Migration(name, url, secret, image, target, "Allow");
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
      observeInterval: 10s
      policy: {downgrade: %s}
    """
        .formatted(name, url, secret, image, target, downgrade);
  }
}
