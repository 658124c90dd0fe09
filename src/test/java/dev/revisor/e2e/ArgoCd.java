package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/// Argo CD, as `dev/e2e` installed it, with the Application of deploy/argocd, and its repository in
/// git: what people see and do, by kubectl alone.
final class ArgoCd {
  private static final Kubectl ARGOCD = new Kubectl("argocd");
  private static final Path FILES = Path.of("deploy/argocd");

  /// It tries a failed sync twice more before it looks at a newer commit.
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final String namespace;

  private ArgoCd(String namespace) {
    this.namespace = namespace;
  }

  /// With the Application `shop`, kept in a namespace. What a stage has made there is no orphan.
  static ArgoCd open(String namespace) {
    ARGOCD.run("rollout", "status", "deployment/argocd", "--timeout=180s");
    git("cd /git && rm -rf work && git clone --quiet shop.git work");
    var argocd = new ArgoCd(namespace);
    ARGOCD.apply(
        argocd
            .read("project.yaml")
            .replace("    ignore:\n", "    ignore:\n      - {group: '*', name: assets-db}\n"));
    return argocd;
  }

  /// Adds the Application; its repository has a commit by now.
  void add() {
    ARGOCD.apply(read("application.yaml"));
  }

  void close() {
    ARGOCD.run("delete", "application,appproject", "--all", "--timeout=60s");
  }

  /// Writes files, commits and pushes them. Returns the commit.
  static String commit(String message, Manifest... files) {
    for (var file : files) {
      ARGOCD.runWithInput(
          file.yaml(),
          command("mkdir -p /git/work/deploy/prod && cat >/git/work/deploy/prod/" + file.name()));
    }
    return git("git add . && git commit --quiet --message '" + message + "'" + PUSH);
  }

  /// A file of the Application's folder.
  record Manifest(String name, String yaml) {}

  /// Takes the last commits back by new ones, as `git revert` does. Returns the newest.
  static String revert(int commits) {
    return git("git revert --no-edit HEAD~" + commits + "..HEAD >/dev/null" + PUSH);
  }

  private static final String PUSH = " && git push --quiet origin HEAD:main && git rev-parse HEAD";

  private static String git(String script) {
    return ARGOCD.run(command(script)).strip();
  }

  private static String[] command(String script) {
    var settings =
        "export HOME=/tmp GIT_AUTHOR_NAME=shop GIT_AUTHOR_EMAIL=shop@example.com"
            + " GIT_COMMITTER_NAME=shop GIT_COMMITTER_EMAIL=shop@example.com;"
            + " ! [ -e /git/work ] || cd /git/work; ";
    return new String[] {
      "exec", "-i", "deployment/argocd", "-c", "git", "--", "sh", "-ec", settings + script
    };
  }

  /// Waits until Argo CD has compared a commit with the cluster and what it says of the
  /// SchemaMigration is this. Returns what it says.
  JsonNode awaitSchema(String commit, String health) {
    var application =
        await(
            commit,
            "the schema is " + health,
            seen -> schema(seen).path("health").path("status").asText().equals(health));
    return schema(application).path("health");
  }

  /// Waits until a commit is synchronised and all of it is healthy.
  void awaitHealthy(String commit) {
    await(
        commit,
        "synchronised and healthy",
        seen ->
            text(seen, "sync").equals("Synced")
                && text(seen, "health").equals("Healthy")
                && phase(seen).equals("Succeeded"));
  }

  /// Waits until the synchronisation to a commit has been given up.
  void awaitFailedSync(String commit) {
    await(commit, "its synchronisation failed", seen -> phase(seen).equals("Failed"));
  }

  /// Ends a synchronisation that waits, as `argocd app terminate-op` does.
  void terminateSync() {
    ARGOCD.run(
        "patch",
        "application",
        "shop",
        "--type=merge",
        "--patch={\"status\":{\"operationState\":{\"phase\":\"Terminating\"}}}");
  }

  JsonNode application() {
    return ARGOCD.get("application", "shop");
  }

  private JsonNode await(String commit, String what, Predicate<JsonNode> reached) {
    return Await.until(
        commit + ": " + what,
        PATIENCE,
        this::refreshed,
        seen ->
            seen.path("status").path("sync").path("revision").asText().equals(commit)
                && reached.test(seen));
  }

  /// As a webhook of the repository's host, or the button in the user interface.
  private JsonNode refreshed() {
    ARGOCD.run(
        "annotate", "--overwrite", "application", "shop", "argocd.argoproj.io/refresh=normal");
    return application();
  }

  private static JsonNode schema(JsonNode application) {
    for (var resource : application.path("status").path("resources")) {
      if (resource.path("kind").asText().equals("SchemaMigration")) {
        return resource;
      }
    }
    return MissingNode.getInstance();
  }

  private static String text(JsonNode application, String part) {
    return application.path("status").path(part).path("status").asText();
  }

  private static String phase(JsonNode application) {
    return application.path("status").path("operationState").path("phase").asText();
  }

  /// A file of deploy/argocd for the repository and the namespace that there are.
  private String read(String file) {
    try {
      var text = Files.readString(FILES.resolve(file));
      assertThat(text).contains("https://git.example.com/acme/shop.git", "namespace: shop");
      return text.replace("https://git.example.com/acme/shop.git", "git://git.argocd.svc/shop.git")
          .replace("namespace: shop", "namespace: " + namespace);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
