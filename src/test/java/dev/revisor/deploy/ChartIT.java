package dev.revisor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The chart under `helm lint` and `helm template`.
class ChartIT {
  private static final String DEPLOYMENT = "Deployment revisor-system/revisor";
  private static final String BUDGET = "PodDisruptionBudget revisor-system/revisor";

  @ParameterizedTest
  @EnumSource
  void isFoundWithoutFault(Environment environment) {
    var args = new ArrayList<>(List.of("lint", "--strict", "helm/revisor"));
    args.addAll(List.of(environment.options()));
    assertThat(Tools.helm(args.toArray(String[]::new)).orFail())
        .contains("1 chart(s) linted, 0 chart(s) failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replica=2",
        "image.repo=x",
        "image.digest=sha256:abc",
        "image.pullPolicy=Sometimes",
        "crds.instal=false",
        "crds.keep=maybe",
        "log.levl=DEBUG",
        "log.level=LOUD",
        "replicas=two",
        "operator.observe=Secret",
        "jobs.priorityClas=x",
        "jobs.resources.limits.memory=lots",
        "resources.limit.memory=1Gi",
        "resources.limits.memory=lots",
        "rbac.clusterWide=true",
        "watchNamespaces=prod",
        "watchNamespaces={Prod}",
        "networkPolicy.databasePorts={70000}",
        "metrics.serviceMonitor.enable=true",
        "metrics.serviceMonitor.interval=30",
        "podAnnotations.count=3",
      })
  void refusesAMisspeltValue(String value) {
    var output = Manifests.chart("--set", value);
    assertThat(output.exitCode()).isNotZero();
    assertThat(output.stderr())
        .contains("values don't meet the specifications of the schema")
        .contains(value.replaceAll("[.=].*", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image.tag=dev | localhost/revisor-operator:dev",
        "global.imageRegistry=registry.internal:5000/mirror"
            + " | registry.internal:5000/mirror/revisor-operator:0.1.0",
        "image.repository=acme/revisor,global.imageRegistry=registry.internal/"
            + " | registry.internal/acme/revisor:0.1.0",
        "image.repository=ghcr.io/acme/revisor,global.imageRegistry=mirror:80"
            + " | mirror:80/acme/revisor:0.1.0",
        "image.tag=dev,image.digest=sha256:"
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            + " | localhost/revisor-operator@sha256:"
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      })
  void takesTheImageFromWhereItIsTold(String values, String image) {
    assertThat(container(Manifests.ofChart("--set", values)).path("image").asText())
        .isEqualTo(image);
  }

  @Test
  void tellsTheOperatorWhatPodsOfMigrationsHave() {
    assertThat(container(Manifests.ofChart()).path("env").toString())
        .doesNotContain("REVISOR_JOB_DEFAULTS");
    var asked =
        Manifests.ofChart(
            "--set",
            "jobs.priorityClassName=batch,jobs.nodeSelector.pool=batch",
            "--set",
            "jobs.imagePullSecrets[0].name=registry");
    assertThat(container(asked).path("env"))
        .extracting(JsonNode::toString)
        .contains(
            "{\"name\":\"REVISOR_JOB_DEFAULTS\",\"value\":\"{\\\"imagePullSecrets\\\":"
                + "[{\\\"name\\\":\\\"registry\\\"}],\\\"nodeSelector\\\":{\\\"pool\\\":\\\"batch\\\"},"
                + "\\\"priorityClassName\\\":\\\"batch\\\"}\"}");
  }

  /// To Kubernetes a rule without ports is one for all of them.
  @ParameterizedTest
  @ValueSource(strings = {"dnsPorts", "apiServerPorts", "databasePorts"})
  void aListOfNoPortsOpensNone(String ports) {
    var walled =
        Manifests.ofChart(
            "--set", "networkPolicy.enabled=true", "--set-json", "networkPolicy." + ports + "=[]");
    assertThat(walled.object("NetworkPolicy revisor-system/revisor").at("/spec/egress"))
        .hasSize(2)
        .allSatisfy(rule -> assertThat(rule.path("ports")).isNotEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nodeSelector | {\"pool\":\"ops\"}",
        "tolerations | [{\"key\":\"ops\",\"operator\":\"Exists\"}]",
        "affinity | {\"nodeAffinity\":{\"a\":\"b\"}}",
        "imagePullSecrets | [{\"name\":\"registry\"}]",
      })
  void putsTheOperatorWhereItIsTold(String value, String json) {
    var pod = Manifests.ofChart("--set-json", value + "=" + json).object(DEPLOYMENT);
    assertThat(pod.at("/spec/template/spec/" + value)).hasToString(json);
  }

  @Test
  void spreadsOperatorsOverNodesAndGivesThemTheirPriority() {
    var constraint =
        "{\"maxSkew\":1,\"topologyKey\":\"zone\",\"whenUnsatisfiable\":\"ScheduleAnyway\"}";
    var asked =
        Manifests.ofChart(
            "--set",
            "priorityClass.name=vital,priorityClass.create=true,priorityClass.value=7",
            "--set-json",
            "topologySpreadConstraints=[" + constraint + "]");
    var pod = asked.object(DEPLOYMENT).at("/spec/template");
    assertThat(pod.at("/spec/topologySpreadConstraints/0/topologyKey").asText()).isEqualTo("zone");
    assertThat(pod.at("/spec/topologySpreadConstraints/0/labelSelector/matchLabels").properties())
        .isNotEmpty()
        .isSubsetOf(pod.at("/metadata/labels").properties());
    assertThat(pod.at("/spec/priorityClassName").asText()).isEqualTo("vital");
    assertThat(asked.object("PriorityClass vital").path("value").asInt()).isEqualTo(7);
  }

  @Test
  void keepsOneOfSeveralOperatorsThroughADrainAndNeverBlocksOne() {
    assertThat(Manifests.ofChart("--set", "replicas=1").has(BUDGET)).isFalse();
    assertThat(Manifests.ofChart("--set", "replicas=2").object(BUDGET).at("/spec/minAvailable"))
        .hasToString("1");
    assertThat(
            Manifests.ofChart("--set", "replicas=2,podDisruptionBudget.enabled=false").has(BUDGET))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void runsUnderTheRestrictedPodSecurityStandard(Environment environment) {
    var manifests = Manifests.ofChart(environment.options());
    var pod = manifests.object(DEPLOYMENT).at("/spec/template/spec");
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    var container = container(manifests).path("securityContext");
    assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/capabilities/drop")).hasToString("[\"ALL\"]");
  }

  @Test
  void makesWhatPrometheusAndGrafanaReadOnlyWhenAsked() {
    var asked =
        Manifests.ofChart(
            "--set",
            "metrics.serviceMonitor.enabled=true,metrics.prometheusRule.enabled=true,"
                + "metrics.dashboard.enabled=true");
    for (var id :
        List.of(
            "ServiceMonitor revisor-system/revisor",
            "PrometheusRule revisor-system/revisor",
            "ConfigMap revisor-system/revisor-dashboard")) {
      assertThat(asked.has(id)).as(id).isTrue();
      assertThat(Manifests.ofChart().has(id)).as(id).isFalse();
    }
  }

  @Test
  void leavesTheCrdToOthersWhenTold() {
    var crd = "CustomResourceDefinition schemamigrations.revisor.dev";
    assertThat(Manifests.ofChart().has(crd)).isTrue();
    assertThat(Manifests.ofChart("--set", "crds.install=false").has(crd)).isFalse();
  }

  @Test
  void theNotesSayHowToGoOnInTheNamespacesThatAreServed() {
    assertThat(notes())
        .contains("serves all namespaces", "kubectl create secret generic shop-db")
        .contains("kubectl -n revisor-system rollout status deployment/revisor");
    assertThat(notes("--set", "watchNamespaces={shop,billing}"))
        .contains("serves the namespaces shop, billing", "kubectl -n shop get sm");
    assertThat(notes("--set", "rbac.create=false")).contains("rbac.create is off");
  }

  private static String notes(String... options) {
    var line = new ArrayList<>(List.of("install", "revisor", "helm/revisor", "--dry-run=client"));
    line.addAll(List.of("--namespace", "revisor-system"));
    line.addAll(List.of(options));
    var printed = Tools.helm(line.toArray(String[]::new)).orFail();
    return printed.substring(printed.indexOf("NOTES:"));
  }

  private static JsonNode container(Manifests manifests) {
    return manifests.object(DEPLOYMENT).at("/spec/template/spec/containers/0");
  }
}
