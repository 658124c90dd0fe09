package dev.revisor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.revisor.support.ApiServer;
import dev.revisor.support.Until;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a real API server says to resources: each rule of the CRD with one that it takes and one
/// that it refuses. A case is a piece of YAML that is laid over a sound spec; `null` takes a field
/// away.
class ValidationIT {
  private static final String SOUND =
      """
      database: {url: "postgresql://db/shop", credentials: {secretName: db}}
      migrations: {image: "shop:1"}
      target: head
      """;

  private static ApiServer server;
  private static KubernetesClient client;

  @BeforeAll
  static void start() {
    server = ApiServer.start();
    server.kubectl("apply", "-f", "crds/schemamigrations.revisor.dev.yaml").orFail();
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(server.kubeconfig().toFile()))
            .build();
    // kubectl does not wait where there are no conditions yet
    Until.holds(
        "the resource is served", () -> server.kubectl("get", "schemamigrations").exitCode() == 0);
  }

  @AfterAll
  static void end() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "database: {url: 'jdbc:postgresql://db/shop'}",
        "database: {url: 'postgres://user@a:5432,b:5433/shop?sslmode=verify-full'}",
        "database: {url: null, urlFrom: {secretKeyRef: {name: db, key: uri}}}",
        "database: {url: null, urlFrom: {secretKeyRef: {name: d, key: u}}, credentials: null}",
        "database: {credentials: null, tls: {clientSecret: cert}}",
        "database: {tls: {caSecret: ca}}",
        "database: {url: 'postgresql://db/shop?sslrootcert=system&sslmode=verify-full'}",
        "database: {versionTable: public.alembic_version, role: shop_owner}",
        "migrations: {image: 'ghcr.io/acme/shop@sha256:0123', path: /srv, imagePullPolicy: Never}",
        "target: heads",
        "target: base",
        "target: 3f2a9c1b7d4e",
        "target: billing@head",
        "target: billing@3f2a",
        "{target: null, targets: [a1, billing@head]}",
        "parameters: {tenant_1: 'a b'}",
        "policy: {downgrade: Allow, lockTimeout: 250ms, deadline: 1h30m, retries: 0}",
        "policy: {approval: Destructive, lint: Enforce, drift: Block, baseline: 1975ea83b712}",
        "approvedPlan: 'sha256:0000000000000000000000000000000000000000000000000000000000000000'",
        "observeInterval: 10s",
        "jobHistoryLimit: 0",
        "jobTemplate: {metadata: {labels: {team: shop}}, spec: {env: [{name: TZ, value: UTC}]}}",
      })
  void isTaken(String overlay) {
    assertThat(create(overlay).getMetadata().getName()).isEqualTo("shop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "database: null | spec.database: Required value",
        "migrations: null | spec.migrations: Required value",
        "database: {url: null} | exactly one of url and urlFrom must be set",
        "database: {urlFrom: {secretKeyRef: {name: d, key: u}}} | exactly one of url and urlFrom",
        "database: {credentials: null} | credentials must be set, unless urlFrom",
        "database: {url: 'mysql://db/shop'} | the URL must begin with postgresql://",
        "database: {url: 'postgresql://u:secret@db/shop'} | a password must not stand in the URL",
        "database: {url: 'postgresql://db/shop?password=x'} | a password must not stand in the URL",
        "database: {url: 'postgresql://db/shop?a=b&sslpassword=x'} | a password must not stand in",
        "database: {tls: {}} | caSecret or clientSecret must be set",
        "database: {url: 'postgresql://db/shop?sslrootcert=/ca.crt'} | must not name certificates",
        "database: {url: 'postgresql://db/shop?x=y&sslkey=/k'} | must not name certificates",
        "database: {credentials: {secretName: 'Not A Name'}} | spec.database.credentials.secretName",
        "database: {credentials: {secretName: d, passwordKey: 'a/b'}} | passwordKey",
        "database: {versionTable: 'a.b.c'} | spec.database.versionTable",
        "database: {role: ''} | spec.database.role",
        "approvedPlan: 'sha256:1' | spec.approvedPlan",
        "policy: {approval: Sometimes} | spec.policy.approval",
        "policy: {lint: On} | spec.policy.lint",
        "policy: {baseline: 'x y'} | spec.policy.baseline",
        "migrations: {image: ''} | spec.migrations.image",
        "migrations: {image: 'shop 1'} | an image reference has no blanks",
        "migrations: {path: migrations} | the path must be absolute",
        "migrations: {imagePullPolicy: Sometimes} | spec.migrations.imagePullPolicy",
        "target: null | exactly one of target and targets must be set",
        "targets: [a1] | exactly one of target and targets must be set",
        "{target: null, targets: []} | spec.targets",
        "target: '+1' | a target is absolute",
        "target: '-1' | a target is absolute",
        "target: head-1 | a target is absolute",
        "target: 'billing@+1' | a target is absolute",
        "target: current | a target is absolute",
        "{target: null, targets: [head, 'a1+2']} | a target is absolute",
        "parameters: {1st: x} | a parameter is named by letters, digits and _",
        "policy: {downgrade: Sometimes} | spec.policy.downgrade",
        "policy: {lockTimeout: 5 seconds} | spec.policy.lockTimeout",
        "policy: {deadline: '90'} | spec.policy.deadline",
        "policy: {deadline: 0s} | deadline must be at least 1s",
        "policy: {retries: -1} | spec.policy.retries",
        "observeInterval: 0s | observeInterval must be at least 1s",
        "jobHistoryLimit: 1000 | spec.jobHistoryLimit",
        "jobTemplate: {metadata: {labels: {revisor.dev/uid: x}}} | are Revisor's own",
        "jobTemplate: {metadata: {annotations: {revisor.dev/key: x}}} | are Revisor's own",
        "jobTemplate: {spec: {env: [{name: REVISOR_URL, value: x}]}} | are Revisor's own",
        "jobTemplate: {spec: {env: [{name: PGPASSWORD, value: x}]}} | are Revisor's own",
        "jobTemplate: {spec: {env: [{name: JDK_JAVA_OPTIONS, value: x}]}} | are Revisor's own",
        "jobTemplate: {spec: {restartPolicy: Always}} | restartPolicy cannot be set",
        "jobTemplate: {spec: {securityContext: {runAsUser: 0}}} | securityContext cannot be set",
        "jobTemplate: {spec: {automountServiceAccountToken: true}} | cannot be set",
        "jobTemplate: {spec: {activeDeadlineSeconds: 1}} | activeDeadlineSeconds cannot be set",
        "jobTemplate: {spec: {containers: [{name: x}]}} | containers cannot be set",
        "jobTemplate: {spec: {initContainers: [{name: x}]}} | initContainers cannot be set",
        "jobTemplate: {spec: {volumes: [{name: x}]}} | volumes cannot be set",
        "jobTemplate: {spec: {hostNetwork: true}} | hostNetwork cannot be set",
        "jobTemplate: {spec: {hostPID: true}} | hostPID cannot be set",
        "jobTemplate: {spec: {hostIPC: true}} | hostIPC cannot be set",
      })
  void isRefused(String overlay, String message) {
    assertThatThrownBy(() -> create(overlay))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(message.strip());
  }

  @Test
  void whatIsNotSaidHasADefault() {
    var spec = spec(create("{}"));
    assertThat(spec).containsEntry("observeInterval", "5m").containsEntry("jobHistoryLimit", 3);
    assertThat(spec).containsEntry("suspend", false);
    assertThat(spec.get("policy"))
        .isEqualTo(
            Map.of(
                "downgrade",
                "Deny",
                "approval",
                "Never",
                "lint",
                "Warn",
                "drift",
                "Report",
                "rehearse",
                false,
                "deadline",
                "6h",
                "retries",
                5));
  }

  @Test
  void anUnknownFieldIsRefusedByKubectl() {
    var yaml = Serialization.asYaml(resource("policy: {approvals: Always}"));
    var file = write(yaml);
    var applied = server.kubectl("apply", "--dry-run=server", "-f", file);
    assertThat(applied.exitCode()).isNotZero();
    assertThat(applied.stderr()).contains("unknown field \"spec.policy.approvals\"");
  }

  @Test
  void kubectlShowsTheColumns() {
    var file = write(Serialization.asYaml(resource("{}")));
    server.kubectl("apply", "-f", file).orFail();
    assertThat(server.kubectl("get", "sm", "-o", "wide").orFail().lines().findFirst().orElse(""))
        .matches("NAME +CURRENT +TARGET +PENDING +READY +REASON +AGE +IMAGE +DATABASE +LAST-RUN *");
    assertThat(server.kubectl("get", "all").orFail()).contains("schemamigration.revisor.dev/shop");
    server.kubectl("delete", "sm", "shop").orFail();
  }

  private static GenericKubernetesResource create(String overlay) {
    return client.resource(resource(overlay)).inNamespace("default").dryRun().create();
  }

  private static GenericKubernetesResource resource(String overlay) {
    var resource = new GenericKubernetesResource();
    resource.setApiVersion("revisor.dev/v1alpha1");
    resource.setKind("SchemaMigration");
    resource.setMetadata(new ObjectMetaBuilder().withName("shop").build());
    resource.setAdditionalProperty("spec", lay(parse(overlay), parse(SOUND)));
    return resource;
  }

  @SuppressWarnings("unchecked") // YAML
  private static Map<String, Object> lay(Map<String, Object> overlay, Map<String, Object> base) {
    var merged = new LinkedHashMap<>(base);
    overlay.forEach(
        (key, value) -> {
          if (value == null) {
            merged.remove(key);
          } else if (value instanceof Map<?, ?> more && merged.get(key) instanceof Map<?, ?> old) {
            merged.put(key, lay((Map<String, Object>) more, (Map<String, Object>) old));
          } else {
            merged.put(key, value);
          }
        });
    return merged;
  }

  @SuppressWarnings("unchecked") // YAML
  private static Map<String, Object> parse(String yaml) {
    // A text that begins with a brace would be taken for JSON.
    return Serialization.unmarshal("---\n" + yaml, Map.class);
  }

  @SuppressWarnings("unchecked") // YAML
  private static Map<String, Object> spec(GenericKubernetesResource resource) {
    return (Map<String, Object>)
        Objects.requireNonNull(resource.getAdditionalProperties().get("spec"));
  }

  private static String write(String yaml) {
    try {
      var file = java.nio.file.Files.createTempFile("resource", ".yaml");
      java.nio.file.Files.writeString(file, yaml);
      file.toFile().deleteOnExit();
      return file.toString();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
