package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.revisor.api.Reason;
import dev.revisor.api.RunStatus.Fault;
import dev.revisor.api.SchemaMigration;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each field of the spec, as a real API server takes it: it does something, or it is refused with
/// a message. Nothing is accepted and ignored.
class SpecFieldsIT {
  private static final Path CASES =
      Path.of("src/test/resources/dev/revisor/operator/spec-fields.txt");
  private static final Path CRD = Path.of("crds/schemamigrations.revisor.dev.yaml");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String SOUND =
      """
      apiVersion: revisor.dev/v1alpha1
      kind: SchemaMigration
      metadata: {name: fields}
      spec:
        database: {url: "postgresql://db/shop", credentials: {secretName: db}}
        migrations: {image: "shop:1"}
        target: head
      """;

  /// Kubernetes' own types, which go to the pod as they are.
  private static final Set<String> WHOLE = Set.of("affinity", "resources");

  private static final TestCluster cluster = TestCluster.shared();

  /// A line of the file.
  record Field(String name, String with, String without, String effect) {
    boolean isRefused() {
      return without.equals("refused");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @Test
  void everyFieldAndEveryWordOfTheSchemaHasACase() throws IOException {
    var schema = new TreeSet<String>();
    collect(
        schema,
        "",
        YAML.readTree(CRD.toFile()).at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"));
    assertThat(cases().map(Field::name)).containsExactlyInAnyOrderElementsOf(schema);
  }

  @ParameterizedTest
  @MethodSource("taken")
  void whatIsTakenIsActedUpon(Field field) throws IOException {
    var with = effects(create(field.with()));
    var without = effects(create(field.without()));
    if (field.effect().startsWith("! ")) {
      var kept = field.effect().substring(2);
      assertThat(without).contains(kept);
      assertThat(with).doesNotContain(kept);
    } else {
      assertThat(without).doesNotContain(field.effect());
      assertThat(with).contains(field.effect());
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsRefusedSaysWhy(Field field) {
    assertThatThrownBy(() -> create(field.with()))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(field.effect());
  }

  static Stream<Field> taken() throws IOException {
    return cases().filter(field -> !field.isRefused());
  }

  static Stream<Field> refused() throws IOException {
    return cases().filter(Field::isRefused);
  }

  private static Stream<Field> cases() throws IOException {
    return Files.readAllLines(CASES).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" \\| ", 4))
        .map(parts -> new Field(parts[0], parts[1], parts[2], parts[3]));
  }

  private static void collect(Set<String> names, String path, JsonNode schema) {
    var fields = schema.path("properties");
    if (fields.isEmpty() || WHOLE.contains(path.substring(path.lastIndexOf('.') + 1))) {
      if (schema.path("enum").isEmpty()) {
        names.add(path);
      }
      schema.path("enum").forEach(word -> names.add(path + "=" + word.asText()));
      return;
    }
    fields
        .properties()
        .forEach(
            field ->
                collect(
                    names,
                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                    field.getValue()));
  }

  /// The resource as the API server has it, with its defaults; it is not kept.
  private static SchemaMigration create(String overlay) throws IOException {
    var resource = (ObjectNode) YAML.readTree(SOUND);
    lay((ObjectNode) YAML.readTree(overlay), (ObjectNode) resource.path("spec"));
    var made =
        cluster
            .client()
            .resource(Serialization.unmarshal(resource.toString(), GenericKubernetesResource.class))
            .inNamespace(TestCluster.NAMESPACE)
            .dryRun()
            .create();
    return Serialization.unmarshal(Serialization.asYaml(made), SchemaMigration.class);
  }

  /// `null` takes a field away.
  private static void lay(ObjectNode overlay, ObjectNode base) {
    for (var field : overlay.properties()) {
      if (field.getValue().isNull()) {
        base.remove(field.getKey());
      } else if (field.getValue() instanceof ObjectNode more
          && base.get(field.getKey()) instanceof ObjectNode old) {
        lay(more, old);
      } else {
        base.set(field.getKey(), field.getValue());
      }
    }
  }

  /// What a spec brings about: the Job that is made for it, and what is decided.
  private static String effects(SchemaMigration resource) {
    var given = Observations.some().spec(resource.getSpec());
    var observed = given.build();
    var key = observed.wanted();
    var job =
        SentJob.of(
            new JobFactory.Order(
                Observations.SHOP,
                resource.getSpec(),
                observed.grants(),
                new Realm("c1", List.of("*"))),
            1,
            key);
    var death = Runs.keyed(Runs.failed(1, Reason.RunDied, Fault.BUG, null), key.toString());
    var finished =
        given
            .jobs(
                LongStream.rangeClosed(1, 3)
                    .mapToObj(
                        run -> Runs.job(run, Runs.ended(JobView.Cause.NONE, Runs.result("r"))))
                    .toArray(JobView[]::new))
            .build();
    return String.join(
        "\n",
        Serialization.asYaml(job),
        "decides: " + decision(observed),
        "after a death: " + decision(given.after(1, 1, death).build()),
        "of three Jobs deletes: " + Ledger.of(finished).surplus(finished).size(),
        "looks every: " + resource.getSpec().observeIntervalOrDefault());
  }

  private static String decision(Observation observed) {
    return Decider.decide(observed, Ledger.of(observed), Observations.NOW)
        .getClass()
        .getSimpleName();
  }
}
