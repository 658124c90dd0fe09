package dev.revisor.operator;

import dev.revisor.api.JobTemplateSpec;
import dev.revisor.api.SchemaMigrationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The pod of a Job, from the spec. It satisfies the restricted Pod Security standard, has no
/// service-account token, and gets secrets as files only.
final class JobPod {
  static final String CONTAINER = "revisor";
  private static final long USER = 65532;

  /// For the runner to finish its statement or to roll back.
  private static final long GRACE_SECONDS = 30;

  private static final Fields RESOURCES =
      new Fields()
          .with("requests", new Fields().with("cpu", "50m").with("memory", "96Mi"))
          .with("limits", new Fields().with("memory", "256Mi"));

  private final SchemaMigrationSpec spec;
  private final JobTemplateSpec.PodSettings settings;
  private final DatabaseFiles database;

  JobPod(SchemaMigrationSpec spec) {
    this.spec = spec;
    this.settings = JobTemplateSpec.settings(spec.jobTemplate());
    this.database = new DatabaseFiles(spec.database());
  }

  /// @param variables beside those that say where the database is
  Fields running(List<String> arguments, List<Fields> variables) {
    return new Fields()
        .with("restartPolicy", "Never")
        .with("terminationGracePeriodSeconds", GRACE_SECONDS)
        .with("automountServiceAccountToken", false)
        .with("enableServiceLinks", false)
        .with("serviceAccountName", settings.serviceAccountName())
        .with("priorityClassName", settings.priorityClassName())
        .with("nodeSelector", settings.nodeSelector())
        .with("tolerations", settings.tolerations())
        .with("affinity", settings.affinity())
        .with("imagePullSecrets", spec.migrations().pullSecrets())
        .with(
            "securityContext",
            new Fields()
                .with("runAsNonRoot", true)
                .with("runAsUser", USER)
                .with("runAsGroup", USER)
                .with("fsGroup", USER)
                .with("seccompProfile", new Fields().with("type", "RuntimeDefault")))
        .with("containers", List.of(container(arguments, variables)))
        .with("volumes", volumes());
  }

  private Fields container(List<String> arguments, List<Fields> variables) {
    return new Fields()
        .with("name", CONTAINER)
        .with("image", spec.migrations().image())
        .with("imagePullPolicy", spec.migrations().imagePullPolicy())
        .with("args", arguments)
        .with("env", environment(variables))
        .with("resources", settings.resources() == null ? RESOURCES : settings.resources())
        .with("terminationMessagePath", "/dev/termination-log")
        .with("terminationMessagePolicy", "File")
        .with(
            "securityContext",
            new Fields()
                .with("allowPrivilegeEscalation", false)
                .with("readOnlyRootFilesystem", true)
                .with("capabilities", new Fields().with("drop", List.of("ALL"))))
        .with("volumeMounts", mounts());
  }

  private List<Object> environment(List<Fields> variables) {
    var all = new ArrayList<Object>(database.variables());
    all.addAll(variables);
    if (settings.env() != null) {
      all.addAll(settings.env());
    }
    return all;
  }

  private List<Fields> mounts() {
    var mounts = new ArrayList<Fields>();
    mounts.add(new Fields().with("name", "tmp").with("mountPath", "/tmp"));
    mounts.addAll(database.mounts());
    return mounts;
  }

  private List<Fields> volumes() {
    var volumes = new ArrayList<Fields>();
    volumes.add(new Fields().with("name", "tmp").with("emptyDir", Map.of()));
    volumes.addAll(database.volumes());
    return volumes;
  }

  /// Of a container's environment.
  static Fields variable(String name, String value) {
    return new Fields().with("name", name).with("value", value);
  }
}
