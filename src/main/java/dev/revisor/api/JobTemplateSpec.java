package dev.revisor.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the migration's Job and pod have besides what Revisor gives them. Fields that keep the pod
/// safe are Revisor's own: the schema knows them only to refuse them.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobTemplateSpec(
    @JsonPropertyDescription("For the Job and its pod.") @Nullable Metadata metadata,
    @JsonPropertyDescription("For the pod.") @Nullable PodSettings spec) {

  /// Labels and annotations of Job and pod.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Metadata(
      @Size(max = 32)
          @ValidationRule(
              value =
                  "!self.exists(k, k.startsWith('revisor.dev/')"
                      + " || k.startsWith('app.kubernetes.io/managed-by'))",
              message = "labels revisor.dev/… and app.kubernetes.io/managed-by are Revisor's own")
          @JsonPropertyDescription("Further labels.")
          @Nullable Map<String, String> labels,
      @Size(max = 32)
          @ValidationRule(
              value = "!self.exists(k, k.startsWith('revisor.dev/'))",
              message = "annotations revisor.dev/… are Revisor's own")
          @JsonPropertyDescription("Further annotations.")
          @Nullable Map<String, String> annotations) {}

  /// Where and how the pod runs.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PodSettings(
      @Pattern(Rules.NAME) @JsonPropertyDescription("The pod's ServiceAccount; without its token.")
          @Nullable String serviceAccountName,
      @JsonPropertyDescription("Of the container; a small default where unset.")
          @Nullable ResourceRequirements resources,
      @Size(max = 32) @JsonPropertyDescription("Which nodes.")
          @Nullable Map<String, String> nodeSelector,
      @Size(max = 32) @JsonPropertyDescription("Which taints are tolerated.")
          @Nullable List<Toleration> tolerations,
      @JsonPropertyDescription("Which nodes, in detail.") @Nullable Affinity affinity,
      @Pattern(Rules.NAME) @JsonPropertyDescription("The pod's priority class.")
          @Nullable String priorityClassName,
      @Size(max = 64)
          @ValidationRule(
              value =
                  "!self.exists(e, e.name.startsWith('REVISOR_') || e.name.startsWith('PG')"
                      + " || e.name.startsWith('JDK_JAVA') || e.name.startsWith('JAVA_'))",
              message =
                  "variables REVISOR_…, PG…, JAVA_… and JDK_JAVA… are Revisor's own: use the fields"
                      + " of spec.database")
          @JsonPropertyDescription("Further environment variables.")
          @Nullable List<EnvVar> env) {

    static final PodSettings NONE = new PodSettings(null, null, null, null, null, null, null);
  }

  /// The pod's settings, or none.
  public static PodSettings settings(@Nullable JobTemplateSpec template) {
    return template == null || template.spec() == null ? PodSettings.NONE : template.spec();
  }
}
