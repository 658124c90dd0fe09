package dev.revisor.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.revisor.support.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Kubernetes objects as trees, by `Kind namespace/name`.
///
/// What Helm alone writes (its labels and its policy for the CRD) is left out, so that objects of a
/// chart can be compared with plain ones.
record Manifests(SortedMap<String, JsonNode> objects) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Set<String> HELMS_OWN =
      Set.of("helm.sh/chart", "app.kubernetes.io/managed-by", "helm.sh/resource-policy");

  static Manifests parse(String yaml) {
    var objects = new TreeMap<String, JsonNode>();
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      while (documents.hasNext()) {
        var object = documents.next();
        if (!object.isObject()) {
          continue; // a document of comments alone
        }
        withoutHelmsOwn(object);
        var previous = objects.put(id(object), object);
        if (previous != null) {
          throw new AssertionError(id(object) + " is there twice");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Manifests(objects);
  }

  /// What `helm template` makes of the chart under these options, released as `revisor` into
  /// `revisor-system`.
  static Manifests ofChart(String... options) {
    return parse(chart(options).orFail());
  }

  /// The same, for a test that looks at how it ends.
  static Command chart(String... options) {
    var args =
        new ArrayList<>(
            List.of("template", "revisor", "helm/revisor", "--namespace", "revisor-system"));
    args.addAll(List.of(options));
    return Tools.helm(args.toArray(String[]::new));
  }

  static Manifests ofKustomize(String folder) {
    return parse(Tools.kubectl("kustomize", folder).orFail());
  }

  /// The object `Kind namespace/name`, or `Kind name` where it has no namespace.
  JsonNode object(String id) {
    var object = objects.get(id);
    if (object == null) {
      throw new AssertionError(id + " is missing among " + objects.keySet());
    }
    return object;
  }

  boolean has(String id) {
    return objects.containsKey(id);
  }

  private static String id(JsonNode object) {
    var namespace = object.at("/metadata/namespace").asText();
    var name = object.at("/metadata/name").asText();
    return object.path("kind").asText()
        + " "
        + (namespace.isEmpty() ? name : namespace + "/" + name);
  }

  private static void withoutHelmsOwn(JsonNode node) {
    node.forEach(Manifests::withoutHelmsOwn);
    if (node instanceof ObjectNode object) {
      object.remove(HELMS_OWN);
      if (object.path("annotations") instanceof ObjectNode none && none.isEmpty()) {
        object.remove("annotations");
      }
    }
  }
}
