package dev.revisor.kubectl;

import dev.revisor.api.SchemaMigration;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One command's run: a client, a namespace, and where it prints.
record Session(KubernetesClient client, Options options, Surroundings surroundings) {

  void print(List<String> lines) {
    lines.forEach(this::print);
  }

  void print(String line) {
    surroundings.out().print(line);
    surroundings.out().print('\n');
  }

  Report report() {
    return new Report(
        new Ago(surroundings.clock().instant()), options.paint(surroundings.terminal()));
  }

  String namespace() {
    return Optional.ofNullable(options.namespace)
        .or(() -> Optional.ofNullable(client.getNamespace()))
        .orElse("default");
  }

  View view(String name) {
    return find(name)
        .orElseThrow(
            () ->
                Refusal.user(
                    "there is no SchemaMigration \"%s\" in the namespace \"%s\""
                        .formatted(name, namespace())));
  }

  Optional<View> find(String name) {
    return Optional.ofNullable(
            client.resources(SchemaMigration.class).inNamespace(namespace()).withName(name).get())
        .map(View::new);
  }

  /// By namespace and name.
  List<View> views(boolean everywhere) {
    var resources = client.resources(SchemaMigration.class);
    var list = everywhere ? resources.inAnyNamespace() : resources.inNamespace(namespace());
    return list.list().getItems().stream()
        .map(View::new)
        .sorted(Comparator.comparing(View::namespace).thenComparing(View::name))
        .toList();
  }

  /// Lays something over a resource, whatever others write meanwhile.
  void patch(View view, Map<String, Object> overlay) {
    client
        .resources(SchemaMigration.class)
        .inNamespace(view.namespace())
        .withName(view.name())
        .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(overlay));
  }

  void annotate(View view, String annotation, String value) {
    patch(view, Map.of("metadata", Map.of("annotations", Map.of(annotation, value))));
  }

  /// The pod of a run; of the newest that has one where the run is 0.
  Optional<Pod> pod(View view, long run) {
    var labels = SchemaMigration.UID_LABEL + "=" + view.resource().getMetadata().getUid();
    return client
        .pods()
        .inNamespace(view.namespace())
        .withLabelSelector(labels)
        .list()
        .getItems()
        .stream()
        .filter(pod -> run == 0 || run(pod) == run)
        .max(
            Comparator.comparingLong(Session::run)
                .thenComparing(pod -> pod.getMetadata().getCreationTimestamp()));
  }

  static long run(Pod pod) {
    return Long.parseLong(
        pod.getMetadata().getLabels().getOrDefault(SchemaMigration.RUN_LABEL, "0"));
  }

  /// What belongs to Git comes back from there.
  void warnOfGit(View view) {
    var metadata = view.resource().getMetadata();
    var labels = Optional.ofNullable(metadata.getLabels()).orElse(Map.of());
    var annotations = Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of());
    if (annotations.containsKey("argocd.argoproj.io/tracking-id")
        || labels.containsKey("argocd.argoproj.io/instance")
        || labels.containsKey("kustomize.toolkit.fluxcd.io/name")
        || labels.containsKey("helm.toolkit.fluxcd.io/name")) {
      surroundings
          .err()
          .print("warning: this resource is kept by GitOps, which may take the change back\n");
    }
  }
}
