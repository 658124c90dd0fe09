package dev.revisor.operator;

import dev.revisor.api.SchemaMigration;
import dev.revisor.api.SchemaMigrationStatus;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Writes Events; [Note] says which.
@ApplicationScoped
public class EventRecorder {
  private static final Logger LOG = Logger.getLogger(EventRecorder.class);
  private static final int LONGEST = 1024;

  private static final String COMPONENT = "revisor";

  private final KubernetesClient kubernetes;
  private final AtomicLong newest = new AtomicLong();

  EventRecorder(KubernetesClient kubernetes) {
    this.kubernetes = kubernetes;
  }

  /// Writes the Events that a change of the status is worth. One that cannot be written is no
  /// reason to fail.
  void tell(
      SchemaMigration resource,
      SchemaMigrationStatus before,
      SchemaMigrationStatus after,
      Instant now) {
    for (var note : Note.of(before, after)) {
      LOG.infof(
          "%s/%s: %s: %s",
          resource.getMetadata().getNamespace(),
          resource.getMetadata().getName(),
          note.reason(),
          note.message());
      try {
        write(resource, note, now);
      } catch (KubernetesClientException e) {
        if (!ApiAnswer.isThereAlready(e)) {
          LOG.warnf("cannot write an Event: %s", ApiAnswer.of(e));
        }
      }
    }
  }

  private void write(SchemaMigration resource, Note note, Instant now) {
    var metadata = resource.getMetadata();
    var message = note.message();
    var time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    kubernetes
        .v1()
        .events()
        .inNamespace(metadata.getNamespace())
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withName(name(metadata.getName()))
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
                .withType(note.type())
                .withReason(note.reason().name())
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

  /// A request that is repeated makes no second Event, and the names are in the order of what they
  /// tell: kubectl keeps it within a second.
  private String name(String resource) {
    long number = newest.updateAndGet(last -> Math.max(last + 1, nanos(Instant.now())));
    var prefix = resource.length() <= 200 ? resource : resource.substring(0, 200);
    return "%s.%016x".formatted(prefix, number);
  }

  private static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }
}
