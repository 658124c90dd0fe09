package dev.revisor.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the revisions are: an image made from Revisor's base image.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MigrationsSpec(
    @Required
        @Size(min = 1, max = 512)
        @ValidationRule(
            value = "!self.matches('[[:space:]]')",
            message = "an image reference has no blanks")
        @JsonPropertyDescription("The image with the revisions; by digest at best.")
        String image,
    @Default("/migrations")
        @Size(min = 1, max = 512)
        @ValidationRule(value = "self.startsWith('/')", message = "the path must be absolute")
        @JsonPropertyDescription("The environment directory in the image.")
        @Nullable String path,
    @JsonPropertyDescription("Always, IfNotPresent or Never; unset: as Kubernetes decides.")
        @Nullable PullPolicy imagePullPolicy,
    @Size(max = 16) @JsonPropertyDescription("Secrets for pulling the image.")
        @Nullable List<PullSecret> imagePullSecrets) {

  /// When the kubelet pulls the image.
  public enum PullPolicy {
    Always,
    IfNotPresent,
    Never
  }

  /// A Secret of type `kubernetes.io/dockerconfigjson`.
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PullSecret(
      @Required @Pattern(Rules.NAME) @JsonPropertyDescription("The Secret's name.") String name) {}

  public String pathOrDefault() {
    return path == null ? "/migrations" : path;
  }

  public List<PullSecret> pullSecrets() {
    return imagePullSecrets == null ? List.of() : imagePullSecrets;
  }
}
