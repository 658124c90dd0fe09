package dev.revisor.api;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The CRD as it is committed in crds/: what the generator makes of the records, and what it cannot
/// say.
final class CrdDocument {
  static final Path COMMITTED = Path.of("crds/schemamigrations.revisor.dev.yaml");

  /// Fields of a pod that keep it safe or decide how often it runs. They are in the schema so that
  /// the API server can say why they are refused, rather than drop them silently.
  private static final Map<String, String> PROTECTED =
      new TreeMap<>(
          Map.of(
              "activeDeadlineSeconds", "integer",
              "automountServiceAccountToken", "boolean",
              "containers", "array",
              "hostIPC", "boolean",
              "hostNetwork", "boolean",
              "hostPID", "boolean",
              "initContainers", "array",
              "restartPolicy", "string",
              "securityContext", "object",
              "volumes", "array"));

  private static final String HEADER =
      "# Made from the records in dev.revisor.api; `dev/golden` writes it anew.\n";

  private static final List<String> COLUMNS =
      List.of(
          "Current",
          "Target",
          "Pending",
          "Ready",
          "Reason",
          "Age",
          "Image",
          "Database",
          "Last-Run");

  private CrdDocument() {}

  static String generate() throws IOException {
    var folder = Files.createTempDirectory("crd");
    new CRDGenerator()
        .forCRDVersions("v1")
        .customResourceClasses(SchemaMigration.class)
        .withPostProcessor(new Additions())
        .inOutputDir(folder.toFile())
        .generate();
    var file = folder.resolve("schemamigrations.revisor.dev-v1.yml");
    var text = Files.readString(file);
    Files.delete(file);
    Files.delete(folder);
    return HEADER + text.substring(text.indexOf('\n') + 1);
  }

  static CustomResourceDefinition parse(String yaml) {
    return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
  }

  /// What annotations on records cannot express.
  private static final class Additions implements CRDPostProcessor {
    @Override
    public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
      var version = ((CustomResourceDefinition) crd).getSpec().getVersions().getFirst();
      var root = version.getSchema().getOpenAPIV3Schema();
      version
          .getAdditionalPrinterColumns()
          .sort(Comparator.comparingInt(column -> COLUMNS.indexOf(column.getName())));
      conditionsAreAMap(field(root, "status"));
      protectedFieldsAreRefused(field(field(root, "spec"), "jobTemplate"));
      root.setRequired(List.of("spec"));
      eachRuleOnce(root);
      var targets = field(field(root, "spec"), "targets");
      targets.getItems().getSchema().setMinLength(1L);
      targets.getItems().getSchema().setMaxLength(130L);
      return crd;
    }

    private static JSONSchemaProps field(JSONSchemaProps schema, String name) {
      return Objects.requireNonNull(schema.getProperties().get(name), name);
    }

    /// The annotations of a record's component are found on its field and on its accessor.
    private static void eachRuleOnce(JSONSchemaProps schema) {
      schema.setXKubernetesValidations(
          schema.getXKubernetesValidations().stream().distinct().toList());
      schema.getProperties().values().forEach(Additions::eachRuleOnce);
      if (schema.getItems() != null && schema.getItems().getSchema() != null) {
        eachRuleOnce(schema.getItems().getSchema());
      }
    }

    /// Conditions merge by type in server-side apply.
    private static void conditionsAreAMap(JSONSchemaProps status) {
      var conditions = field(status, "conditions");
      conditions.setXKubernetesListType("map");
      conditions.setXKubernetesListMapKeys(List.of("type"));
    }

    private static void protectedFieldsAreRefused(JSONSchemaProps jobTemplate) {
      var pod = field(jobTemplate, "spec");
      PROTECTED.forEach(
          (field, type) -> {
            pod.getProperties().put(field, refused(type));
            pod.getXKubernetesValidations()
                .add(
                    new ValidationRuleBuilder()
                        .withRule("!has(self." + field + ")")
                        .withMessage(
                            field
                                + " cannot be set: it is part of how Revisor keeps a migration safe")
                        .build());
          });
    }

    private static JSONSchemaProps refused(String type) {
      var schema =
          new JSONSchemaPropsBuilder()
              .withType(type)
              .withDescription("Refused: Revisor decides it.");
      if (type.equals("array")) {
        schema.withNewItems().withSchema(anything()).endItems();
      }
      return type.equals("object")
          ? schema.withXKubernetesPreserveUnknownFields(true).build()
          : schema.build();
    }

    private static JSONSchemaProps anything() {
      return new JSONSchemaPropsBuilder()
          .withType("object")
          .withXKubernetesPreserveUnknownFields(true)
          .build();
    }
  }
}
