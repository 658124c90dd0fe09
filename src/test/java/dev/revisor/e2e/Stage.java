package dev.revisor.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A namespace of a test's own, under the restricted Pod Security standard, with a PostgreSQL in
/// it.
final class Stage implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(90);
  static final Kubectl OPERATOR = new Kubectl("revisor-system");

  private final Kubectl kubectl;
  private final String password = "pw-" + UUID.randomUUID();

  private Stage(String namespace) {
    this.kubectl = new Kubectl(namespace);
  }

  /// Makes the namespace, the Secret `assets-db` and the database `assets`, and waits for it.
  static Stage open(String name) {
    var stage = new Stage("e2e-" + name);
    stage.kubectl.run("delete", "namespace", stage.namespace(), "--ignore-not-found", "--wait");
    stage.kubectl.apply(
        """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: %s
          labels:
            pod-security.kubernetes.io/enforce: restricted
        """
            .formatted(stage.namespace()));
    stage.putPassword(stage.password);
    stage.kubectl.apply(read(Path.of("examples/01-assets/kubernetes/postgres.yaml")));
    stage.awaitDatabase();
    return stage;
  }

  Kubectl kubectl() {
    return kubectl;
  }

  String namespace() {
    return kubectl.namespace();
  }

  String password() {
    return password;
  }

  void putPassword(String value) {
    putSecret("assets-db", value);
  }

  void putSecret(String name, String password) {
    kubectl.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: %s}
        stringData: {username: assets, password: %s}
        """
            .formatted(name, password));
  }

  void awaitDatabase() {
    kubectl.run("rollout", "status", "deployment/assets-db", "--timeout=120s");
    Await.until(
        "the database answers",
        PATIENCE,
        () -> kubectl.attempt("", psql("SELECT 1")).exitCode(),
        code -> code == 0);
  }

  /// Asks the database itself; rows by line, columns by `|`.
  String sql(String query) {
    return kubectl.run(psql(query)).strip();
  }

  /// Asks another database of the server.
  String sqlIn(String database, String query) {
    return kubectl.run(psql(database, query)).strip();
  }

  /// Runs statements one by one in another database of the server.
  void sqlOf(String database, String... statements) {
    for (var statement : statements) {
      kubectl.run(psql(database, statement));
    }
  }

  /// What has kubectl ask the database `assets`.
  static String[] psql(String query) {
    return psql("assets", query);
  }

  private static String[] psql(String database, String query) {
    return new String[] {
      "exec",
      "deployment/assets-db",
      "-c",
      "postgres",
      "--",
      "psql",
      "-X",
      "-q",
      "-A",
      "-t",
      "-U",
      "assets",
      "-d",
      database,
      "-c",
      query
    };
  }

  /// Deletes the resources of the namespace, and makes the database empty but for tables that are
  /// not named.
  void empty(String tables) {
    kubectl.run("delete", "schemamigration", "--all", "--timeout=90s");
    sql("DROP SCHEMA IF EXISTS revisor CASCADE; DROP TABLE IF EXISTS " + tables);
  }

  /// Sets an annotation of Revisor's.
  void annotate(String migration, String annotation, String value) {
    kubectl.run(
        "annotate",
        "--overwrite",
        "schemamigration",
        migration,
        "revisor.dev/" + annotation + "=" + value);
  }

  /// The status of a condition.
  String status(String migration, String type) {
    return condition(migration(migration), type).path("status").asText();
  }

  /// Applies a SchemaMigration and returns its name.
  void migrate(Migration migration) {
    kubectl.apply(migration.yaml());
  }

  JsonNode migration(String name) {
    return kubectl.get("schemamigration", name);
  }

  /// Waits until the Ready condition of the newest generation has the status and the reason.
  JsonNode awaitReady(String name, String status, String reason) {
    var found =
        Await.until(
            name + " has Ready=" + status + " " + reason,
            PATIENCE,
            () -> migration(name),
            resource -> isReady(resource, status, reason));
    return condition(found, "Ready");
  }

  static boolean isReady(JsonNode resource, String status, String reason) {
    var ready = condition(resource, "Ready");
    return ready.path("status").asText().equals(status)
        && ready.path("reason").asText().equals(reason)
        && ready.path("observedGeneration").asLong()
            == resource.path("metadata").path("generation").asLong(-1);
  }

  static JsonNode condition(JsonNode resource, String type) {
    for (var condition : resource.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  List<String> currentRevisions(String name) {
    var revisions = new ArrayList<String>();
    migration(name)
        .path("status")
        .path("currentRevisions")
        .forEach(revision -> revisions.add(revision.asText()));
    return revisions;
  }

  @Override
  public void close() {
    kubectl.run("delete", "namespace", namespace(), "--wait=false");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
