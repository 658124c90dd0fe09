package dev.revisor.operator;

import dev.revisor.api.Condition;
import dev.revisor.api.Reason;
import dev.revisor.api.SchemaMigration;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Events for transitions: one when the Ready condition gets another status or reason, none
/// otherwise.
@ApplicationScoped
public class EventRecorder {
  private static final Logger LOG = Logger.getLogger(EventRecorder.class);
  private static final int LONGEST = 1024;

  private static final String COMPONENT = "revisor";

  private final KubernetesClient kubernetes;

  EventRecorder(KubernetesClient kubernetes) {
    this.kubernetes = kubernetes;
  }

  /// Tells of a transition. An Event that cannot be written is no reason to fail.
  void tell(SchemaMigration resource, List<Condition> before, List<Condition> after, Instant now) {
    var ready = ready(after);
    if (ready.isEmpty()
        || ready.get().reason() == Reason.Pending
        || same(ready(before), ready.get())) {
      return;
    }
    LOG.infof(
        "%s/%s: %s: %s",
        resource.getMetadata().getNamespace(),
        resource.getMetadata().getName(),
        ready.get().reason(),
        ready.get().message());
    try {
      write(resource, ready.get(), isTrouble(after) ? "Warning" : "Normal", now);
    } catch (KubernetesClientException e) {
      LOG.warnf("cannot write an Event: %s", e.getMessage());
    }
  }

  private static Optional<Condition> ready(List<Condition> conditions) {
    return conditions.stream().filter(c -> c.type() == Condition.Type.Ready).findFirst();
  }

  private static boolean same(Optional<Condition> before, Condition after) {
    return before
        .map(c -> c.status() == after.status() && c.reason() == after.reason())
        .orElse(false);
  }

  /// Stalled, or held up by something outside.
  private static boolean isTrouble(List<Condition> conditions) {
    return ready(conditions)
        .map(
            ready ->
                ready.status() == Condition.Status.False
                    && switch (ready.reason()) {
                      case Running, PreviousRunActive, Suspended, Deleting, Pending -> false;
                      default -> true;
                    })
        .orElse(false);
  }

  private void write(SchemaMigration resource, Condition ready, String type, Instant now) {
    var metadata = resource.getMetadata();
    var message = ready.message();
    var time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    kubernetes
        .v1()
        .events()
        .inNamespace(metadata.getNamespace())
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withGenerateName(prefix(metadata.getName()))
                .withNamespace(metadata.getNamespace())
                .endMetadata()
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withCount(1)
                .withReportingComponent(COMPONENT)
                .withReportingInstance(instance())
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .withNewInvolvedObject()
                .withApiVersion(SchemaMigration.GROUP + "/" + SchemaMigration.VERSION)
                .withKind(SchemaMigration.KIND)
                .withName(metadata.getName())
                .withNamespace(metadata.getNamespace())
                .withUid(metadata.getUid())
                .withResourceVersion(metadata.getResourceVersion())
                .endInvolvedObject()
                .withType(type)
                .withReason(ready.reason().name())
                .withMessage(
                    message.length() <= LONGEST ? message : message.substring(0, LONGEST - 1) + "…")
                .build())
        .create();
  }

  /// The pod's name, as the API wants it: not empty, 128 characters at most.
  private static String instance() {
    var host = System.getenv().getOrDefault("HOSTNAME", "revisor");
    return host.substring(0, Math.min(host.length(), 128));
  }

  private static String prefix(String name) {
    return (name.length() <= 200 ? name : name.substring(0, 200)) + "-";
  }
}
