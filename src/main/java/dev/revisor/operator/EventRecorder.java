package dev.revisor.operator;

import dev.revisor.api.SchemaMigration;
import dev.revisor.api.SchemaMigrationStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
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

  private static final ResourceDefinitionContext EVENTS =
      new ResourceDefinitionContext.Builder()
          .withVersion("v1")
          .withKind("Event")
          .withPlural("events")
          .withNamespaced(true)
          .build();

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
    var event = new GenericKubernetesResource();
    event.setApiVersion(EVENTS.getVersion());
    event.setKind(EVENTS.getKind());
    event.setMetadata(
        new ObjectMetaBuilder()
            .withName(name(metadata.getName()))
            .withNamespace(metadata.getNamespace())
            .build());
    event.setAdditionalProperties(
        new Fields()
            .with("firstTimestamp", time)
            .with("lastTimestamp", time)
            .with("count", 1)
            .with("reportingComponent", COMPONENT)
            .with("reportingInstance", instance())
            .with("source", new Fields().with("component", COMPONENT))
            .with("involvedObject", reference(metadata))
            .with("type", note.type())
            .with("reason", note.reason().name())
            .with(
                "message",
                message.length() <= LONGEST ? message : message.substring(0, LONGEST - 1) + "…")
            .values());
    kubernetes
        .genericKubernetesResources(EVENTS)
        .inNamespace(metadata.getNamespace())
        .resource(event)
        .create();
  }

  private static Fields reference(ObjectMeta metadata) {
    return new Fields()
        .with("apiVersion", SchemaMigration.GROUP + "/" + SchemaMigration.VERSION)
        .with("kind", SchemaMigration.KIND)
        .with("name", metadata.getName())
        .with("namespace", metadata.getNamespace())
        .with("uid", metadata.getUid())
        .with("resourceVersion", metadata.getResourceVersion());
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
