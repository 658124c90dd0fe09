package dev.revisor.operator;

import dev.revisor.api.SchemaMigration;
import dev.revisor.api.SchemaMigrationStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Brings databases to the revision that a SchemaMigration declares: observe, decide, record, act.
///
/// It hears of every change, annotations and deletions too, and adds its finalizer only while a Job
/// runs.
@ControllerConfiguration(name = "schemamigration", triggerReconcilerOnAllEvents = true)
public class SchemaMigrationReconciler implements Reconciler<SchemaMigration> {
  static final String FINALIZER = "revisor.dev/run-active";

  private final KubernetesClient kubernetes;
  private final DatabaseWatch databases;
  private final EventRecorder events;
  private final MigrationMetrics metrics;
  private final Observer observer;
  private final Clock clock = Clock.systemUTC();
  private final SimpleInboundEventSource<SchemaMigration> looks =
      new SimpleInboundEventSource<>("database-looks");
  private InformerEventSource<Job, SchemaMigration> jobs;

  SchemaMigrationReconciler(
      KubernetesClient kubernetes,
      DatabaseWatch databases,
      EventRecorder events,
      MigrationMetrics metrics) {
    this.kubernetes = kubernetes;
    this.databases = databases;
    this.events = events;
    this.metrics = metrics;
    this.observer = new Observer(databases, kubernetes);
  }

  @Override
  public List<EventSource<?, SchemaMigration>> prepareEventSources(
      EventSourceContext<SchemaMigration> context) {
    jobs = new InformerEventSource<>(ours(Job.class), context);
    return List.of(jobs, new InformerEventSource<>(ours(Pod.class), context), looks);
  }

  private static <R extends HasMetadata> InformerEventSourceConfiguration<R> ours(Class<R> kind) {
    return InformerEventSourceConfiguration.from(kind, SchemaMigration.class)
        .withLabelSelector(Labels.SELECTOR)
        .withSecondaryToPrimaryMapper(SchemaMigrationReconciler::primary)
        .withNamespacesInheritedFromController()
        .build();
  }

  /// By label, not by owner: a Job must outlive its resource.
  private static Set<ResourceID> primary(HasMetadata object) {
    var name = object.getMetadata().getLabels().get(Labels.NAME);
    return name == null
        ? Set.of()
        : Set.of(new ResourceID(name, object.getMetadata().getNamespace()));
  }

  @Override
  public UpdateControl<SchemaMigration> reconcile(
      SchemaMigration resource, Context<SchemaMigration> context) {
    var now = clock.instant();
    var id = ResourceID.fromResource(resource);
    var observed = observer.observe(resource, context, now, () -> looks.propagateEvent(id));
    var ledger = Ledger.of(observed);
    var decision = Decider.decide(observed, ledger, now);
    record(observed, ledger, decision, context, now);
    var refused = new Actor(kubernetes, jobs, databases).carryOut(decision, observed, context, now);
    refused.ifPresent(outcome -> record(observed, ledger, outcome, context, now));
    return rescheduled(refused.orElse(decision), observed, now);
  }

  /// Writes the status, if it says something new, and tells of what has changed. Done before an
  /// act, so that an act which is interrupted is known to have been meant. A status written by
  /// somebody who saw more than we did makes this pass fail and begin again.
  private void record(
      Observation observed,
      Ledger ledger,
      Decision decision,
      Context<SchemaMigration> context,
      Instant now) {
    if (observed.lifecycle() == Observation.Lifecycle.GONE) {
      metrics.forget(observed.identity());
      return;
    }
    var held = holdWhileJobRuns(decision, context);
    var before = held.getStatus() == null ? SchemaMigrationStatus.EMPTY : held.getStatus();
    var after = StatusReport.of(observed, ledger, decision, now);
    metrics.show(observed.identity(), after);
    if (after.equals(before)) {
      return;
    }
    held.setStatus(after);
    var written = context.resourceOperations().updatePrimaryStatus(held);
    metrics.count(observed.identity(), ledger.fresh());
    events.tell(written, before.conditionsOrEmpty(), after.conditionsOrEmpty(), now);
  }

  /// The finalizer is there while a Job runs, and only then: nothing hangs when Revisor is gone.
  private static SchemaMigration holdWhileJobRuns(
      Decision decision, Context<SchemaMigration> context) {
    boolean running =
        switch (decision) {
          case Decision.StartJob _, Decision.AwaitJob _, Decision.Withdraw _ -> true;
          case Decision.Nothing _,
              Decision.AwaitDatabase _,
              Decision.RetryAt _,
              Decision.Refuse _,
              Decision.Suspended _,
              Decision.Release _ ->
              false;
        };
    return running
        ? context.resourceOperations().addFinalizer(FINALIZER)
        : context.resourceOperations().removeFinalizer(FINALIZER);
  }

  /// Events come first; this is for what no event tells.
  private static UpdateControl<SchemaMigration> rescheduled(
      Decision decision, Observation observed, Instant now) {
    var control = UpdateControl.<SchemaMigration>noUpdate();
    if (observed.lifecycle() == Observation.Lifecycle.GONE) {
      return control;
    }
    var next =
        switch (decision) {
          case Decision.RetryAt(var at, _, _) -> Duration.between(now, at);
          case Decision.Withdraw _ -> Duration.ofSeconds(2);
          case Decision.AwaitJob _ -> Duration.ofSeconds(15);
          case Decision.Nothing _,
              Decision.Refuse _,
              Decision.Suspended _,
              Decision.StartJob _,
              Decision.AwaitDatabase _,
              Decision.Release _ ->
              observed.spec().observeIntervalOrDefault();
        };
    return control.rescheduleAfter(next.isNegative() ? Duration.ZERO : next.plusMillis(50));
  }
}
