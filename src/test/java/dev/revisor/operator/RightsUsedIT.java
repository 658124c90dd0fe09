package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.revisor.support.Command;
import dev.revisor.support.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the chart grants is what the shipped operator asks the API server for: no request of its
/// life is denied, and there is no right that it does without. The API server's audit log tells.
class RightsUsedIT {
  @TempDir private Path folder;

  enum Install {
    CLUSTER_WIDE(Map.of(), "watchNamespaces=[]"),
    NAMESPACED(Map.of("QUARKUS_OPERATOR_SDK_NAMESPACES", "shop"), "watchNamespaces=[\"shop\"]"),
    OBSERVED_BY_JOBS(Map.of("REVISOR_OBSERVE", "Job"), "operator.observe=\"Job\"");

    private final Map<String, String> settings;
    private final String values;

    Install(Map<String, String> settings, String values) {
      this.settings = settings;
      this.values = values;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRightIsUsedAndNoneIsMissing(Install install) throws IOException {
    var rights = rendered(install);
    var cluster =
        TestCluster.audited(List.of("-f crds/schemamigrations.revisor.dev.yaml", "-f " + rights));
    try {
      live(cluster, install);
      var requests = requests(cluster.auditLog());
      assertThat(requests)
          .filteredOn(request -> request.at("/responseStatus/code").asInt() == 403)
          .isEmpty();
      assertThat(used(requests)).isEqualTo(granted(rights));
    } finally {
      cluster.close();
    }
  }

  /// All that an operator ever does: leads, migrates, withdraws a Job that cannot start, cleans up,
  /// lets go of a resource that is deleted.
  private void live(TestCluster cluster, Install install) throws IOException {
    var log = folder.resolve("log");
    var done = sample("done").with("spec", "jobHistoryLimit", "1");
    var lost = sample("lost");
    try (var operator = OperatorProcess.start(cluster, log, install.settings)) {
      cluster.apply(done.target("a1a1"));
      cluster.apply(lost.target("a1a1"));
      cluster.awaitReason("lost", "Succeeded");
      cluster.apply(lost.image("nowhere:1"));
      cluster.awaitReason("lost", "ImagePullFailed");
      cluster.apply(lost);
      cluster.awaitReason("lost", "Succeeded");
      cluster.awaitReason("done", "Succeeded");
      cluster.apply(done);
      TestCluster.await(
          "the older Job is cleaned away",
          () -> cluster.history("done").size() == 2 ? cluster.jobs("done").size() : 2,
          size -> size == 1);
      cluster.delete("done");
      TestCluster.await("its Jobs go", () -> cluster.jobs("done").size(), size -> size == 0);
      operator.terminate();
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + Files.readString(log), e);
    }
  }

  private static Sample sample(String name) {
    return Sample.of(name, PostgresServer.port(), PostgresServer.newDatabase().name());
  }

  private Path rendered(Install install) throws IOException {
    var helm = Path.of(Command.run(List.of("dev/cluster", "tools")).orFail().strip(), "helm");
    var line = new ArrayList<>(List.of(helm.toString(), "template", "revisor", "helm/revisor"));
    line.addAll(List.of("-n", "revisor-system", "--set-json", install.values));
    line.addAll(List.of("-s", "templates/rbac.yaml", "-s", "templates/rbac-leader-election.yaml"));
    return Files.writeString(folder.resolve("rights.yaml"), Command.run(line).orFail());
  }

  /// `verb resource.group`, as `kubectl auth can-i` has it.
  private static SortedSet<String> granted(Path rights) throws IOException {
    var granted = new TreeSet<String>();
    var yaml = new YAMLMapper();
    for (var object :
        yaml.readerFor(JsonNode.class).<JsonNode>readValues(rights.toFile()).readAll()) {
      for (var rule : object.path("rules")) {
        for (var verb : rule.path("verbs")) {
          for (var resource : rule.path("resources")) {
            granted.add(right(verb, resource, rule.at("/apiGroups/0")));
          }
        }
      }
    }
    return granted;
  }

  private static List<JsonNode> requests(Path auditLog) throws IOException {
    var json = new ObjectMapper();
    var requests = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(auditLog)) {
      var request = json.readTree(line);
      if (request.at("/impersonatedUser/username").asText().equals(TestCluster.OPERATOR)) {
        requests.add(request);
      }
    }
    return requests;
  }

  /// What was asked for; and what the Operator SDK looks for among its rights, and does not start
  /// without (LeaderElectionManager).
  private static SortedSet<String> used(List<JsonNode> requests) {
    var used = new TreeSet<String>();
    for (var request : requests) {
      var object = request.path("objectRef");
      if (object.path("resource").asText().equals("selfsubjectrulesreviews")) {
        for (var verb : List.of("create", "update", "get")) {
          used.add(verb + " leases.coordination.k8s.io");
        }
      } else if (!object.isMissingNode()) {
        var part = object.path("subresource").asText();
        var resource = object.path("resource").asText() + (part.isEmpty() ? "" : "/" + part);
        used.add(request.path("verb").asText() + " " + grouped(resource, object.path("apiGroup")));
      }
    }
    return used;
  }

  private static String right(JsonNode verb, JsonNode resource, JsonNode group) {
    return verb.asText() + " " + grouped(resource.asText(), group);
  }

  private static String grouped(String resource, JsonNode group) {
    return group.asText().isEmpty() ? resource : resource + "." + group.asText();
  }
}
