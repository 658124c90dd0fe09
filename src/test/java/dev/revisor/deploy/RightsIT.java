package dev.revisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the chart lets the operator do.
class RightsIT {
  private static final String NAMESPACED = "watchNamespaces=[\"shop\",\"billing\"]";
  private static final String CLUSTER_WIDE = "watchNamespaces=[]";

  @ParameterizedTest
  @ValueSource(strings = {CLUSTER_WIDE, NAMESPACED})
  void secretsAreReadByNameAndNothingIsGrantedByWildcard(String scope) {
    for (var rule : rules(Manifests.ofChart("--set-json", scope))) {
      assertThat(rule.toString()).doesNotContain("*");
      if (words(rule, "resources").contains("secrets")) {
        assertThat(words(rule, "verbs")).containsExactly("get");
        assertThat(words(rule, "resources")).containsExactly("secrets");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CLUSTER_WIDE, NAMESPACED})
  void whereJobsLookAtDatabasesNoSecretIsRead(String scope) {
    var manifests = Manifests.ofChart("--set-json", scope, "--set", "operator.observe=Job");
    assertThat(rules(manifests))
        .isNotEmpty()
        .noneMatch(rule -> words(rule, "resources").contains("secrets"));
    assertThat(environment(manifests)).contains("{\"name\":\"REVISOR_OBSERVE\",\"value\":\"Job\"}");
  }

  @Test
  void watchedNamespacesAreTheOnlyOnesWithRights() {
    var manifests = Manifests.ofChart("--set-json", NAMESPACED);
    var clusterWide = Manifests.ofChart("--set-json", CLUSTER_WIDE);
    var everywhere = clusterWide.object("ClusterRole revisor").path("rules");

    assertThat(ids(manifests, "ClusterRole ", "ClusterRoleBinding "))
        .containsExactly("ClusterRole revisor-edit", "ClusterRole revisor-view");
    for (var namespace : List.of("shop", "billing")) {
      var role = manifests.object("Role " + namespace + "/revisor");
      assertThat(role.path("rules")).isEqualTo(everywhere);
      var binding = manifests.object("RoleBinding " + namespace + "/revisor");
      assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo("revisor-system");
    }
    assertThat(environment(manifests))
        .contains("{\"name\":\"QUARKUS_OPERATOR_SDK_NAMESPACES\",\"value\":\"shop,billing\"}");
  }

  @Test
  void allNamespacesAreWatchedByDefault() {
    assertThat(environment(Manifests.ofChart()))
        .noneMatch(variable -> variable.contains("NAMESPACES"));
  }

  @Test
  void leasesAreGrantedInTheOperatorsOwnNamespaceAlone() {
    var manifests = Manifests.ofChart();
    var holders = new ArrayList<String>();
    manifests
        .objects()
        .forEach(
            (id, object) -> {
              if (object.path("rules").toString().contains("leases")) {
                holders.add(id);
              }
            });
    assertThat(holders).containsExactly("Role revisor-system/revisor-leader-election");
  }

  @Test
  void usersMayReadOrWriteWhatTheirNamespaceRoleSays() {
    var manifests = Manifests.ofChart();
    assertThat(manifests.object("ClusterRole revisor-view").at("/metadata/labels").toString())
        .contains("\"rbac.authorization.k8s.io/aggregate-to-view\":\"true\"");
    assertThat(manifests.object("ClusterRole revisor-edit").at("/metadata/labels").toString())
        .contains("\"rbac.authorization.k8s.io/aggregate-to-edit\":\"true\"");
    assertThat(ids(Manifests.ofChart("--set", "rbac.aggregateToUsers=false"), "ClusterRole "))
        .containsExactly("ClusterRole revisor");
  }

  @Test
  void nothingIsGrantedWhereAnotherHandDoes() {
    var manifests = Manifests.ofChart("--set", "rbac.create=false,rbac.aggregateToUsers=false");
    assertThat(rules(manifests)).isEmpty();
    assertThat(ids(manifests, "RoleBinding ", "ClusterRoleBinding ")).isEmpty();
  }

  private static List<String> environment(Manifests manifests) {
    var variables = new ArrayList<String>();
    manifests
        .object("Deployment revisor-system/revisor")
        .at("/spec/template/spec/containers/0/env")
        .forEach(variable -> variables.add(variable.toString()));
    return variables;
  }

  private static List<String> ids(Manifests manifests, String... kinds) {
    return manifests.objects().keySet().stream()
        .filter(id -> Stream.of(kinds).anyMatch(id::startsWith))
        .toList();
  }

  private static List<JsonNode> rules(Manifests manifests) {
    var rules = new ArrayList<JsonNode>();
    manifests.objects().values().forEach(object -> object.path("rules").forEach(rules::add));
    return rules;
  }

  private static List<String> words(JsonNode rule, String field) {
    var words = new ArrayList<String>();
    rule.path(field).forEach(word -> words.add(word.asText()));
    return words;
  }
}
