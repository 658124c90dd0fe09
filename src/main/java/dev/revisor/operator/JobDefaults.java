package dev.revisor.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.revisor.api.JobTemplateSpec;
import dev.revisor.api.JobTemplateSpec.PodSettings;
import dev.revisor.api.MigrationsSpec;
import dev.revisor.api.SchemaMigrationSpec;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the pods of Jobs have where a spec says nothing, as whoever installed the operator wants
/// it. Each field is taken whole: a spec with tolerations has these and no others.
public record JobDefaults(
    @Nullable List<MigrationsSpec.PullSecret> imagePullSecrets,
    @Nullable String priorityClassName,
    @Nullable ResourceRequirements resources,
    @Nullable Map<String, String> nodeSelector,
    @Nullable List<Toleration> tolerations,
    @Nullable Affinity affinity) {
  static final JobDefaults NONE = new JobDefaults(null, null, null, null, null, null);

  /// @param json the fields, by name
  static JobDefaults parse(String json) {
    // read once; what a mapper learns of types would stay
    var mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    try {
      return mapper.readValue(json, JobDefaults.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "revisor.job-defaults must be a JSON object of pod settings: " + e.getOriginalMessage(),
          e);
    }
  }

  /// The spec with these where it says nothing.
  SchemaMigrationSpec under(SchemaMigrationSpec spec) {
    return equals(NONE) ? spec : spec.with(under(spec.migrations()), under(spec.jobTemplate()));
  }

  private MigrationsSpec under(MigrationsSpec given) {
    return new MigrationsSpec(
        given.image(),
        given.path(),
        given.imagePullPolicy(),
        given.pullSecrets().isEmpty() ? imagePullSecrets : given.imagePullSecrets());
  }

  private JobTemplateSpec under(@Nullable JobTemplateSpec given) {
    var pod = JobTemplateSpec.settings(given);
    return new JobTemplateSpec(
        given == null ? null : given.metadata(),
        new PodSettings(
            pod.serviceAccountName(),
            pod.resources() == null ? resources : pod.resources(),
            pod.nodeSelector() == null ? nodeSelector : pod.nodeSelector(),
            pod.tolerations() == null ? tolerations : pod.tolerations(),
            pod.affinity() == null ? affinity : pod.affinity(),
            pod.priorityClassName() == null ? priorityClassName : pod.priorityClassName(),
            pod.env()));
  }
}
