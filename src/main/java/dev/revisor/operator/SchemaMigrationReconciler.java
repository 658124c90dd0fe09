package dev.revisor.operator;

import dev.revisor.api.Reason;
import dev.revisor.api.SchemaMigration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Brings databases to the revision that a SchemaMigration declares: observe, decide, record, act.
///
/// It hears of every change, annotations and deletions too (see [OperatorSetup]), and adds its
/// finalizer only while a Job runs.
@ControllerConfiguration(name = "schemamigration")
@GradualRetry(maxAttempts = -1, initialInterval = 500, intervalMultiplier = 2, maxInterval = 60_000)
public class SchemaMigrationReconciler implements Reconciler<SchemaMigration> {
  /// Where a look at a database is under way, its end wakes us; this is for one that is lost.
  private static final Duration WHILE_LOOKING = Duration.ofSeconds(20);

  /// The end of another resource's first look wakes that one alone.
  private static final Duration WHILE_ANOTHER_LOOKS = Duration.ofSeconds(2);

  /// The Job controller's answer to a suspension wakes us; this is for one that is lost.
  private static final Duration WHILE_WITHDRAWING = Duration.ofSeconds(2);

  /// Pods and Jobs are watched; but a quota that holds back a Job's pod tells nobody.
  private static final Duration WHILE_RUNNING = Duration.ofSeconds(15);

  /// The other resource may go, or turn out to be the owner, and tells nobody but itself.
  private static final Duration WHILE_CLAIMED = Duration.ofSeconds(10);

  /// When the end of a resource has been worked on, one that was made anew meanwhile is looked for.
  private static final Executor SOON_AFTER =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

  private final Recorder recorder;
  private final Observer observer;
  private final Actor actor;
  private final Clock clock = Clock.systemUTC();
  private final Wakes looks = new Wakes();

  SchemaMigrationReconciler(
      KubernetesClient kubernetes,
      DatabaseWatch databases,
      EventRecorder events,
      MigrationMetrics metrics,
      JobDefaults defaults) {
    this.recorder = new Recorder(events, metrics);
    this.observer = new Observer(databases, kubernetes);
    this.actor = new Actor(kubernetes, databases, defaults);
  }

  @Override
  public List<EventSource<?, SchemaMigration>> prepareEventSources(
      EventSourceContext<SchemaMigration> context) {
    Neighbours.index(context);
    var workloads = Workloads.watched(context);
    return List.of(workloads.jobs(), workloads.pods(), looks);
  }

  @Override
  public UpdateControl<SchemaMigration> reconcile(
      SchemaMigration resource, Context<SchemaMigration> context) {
    var now = clock.instant();
    var id = ResourceID.fromResource(resource);
    var seen = observer.observe(resource, context, now, () -> looks.propagateEvent(id));
    var ledger = Ledger.of(seen);
    var observed = seen.after(ledger);
    var pass = new Recorder.Pass(observed, ledger, now);
    var decision = Decider.decide(observed, pass.ledger(), now);
    try (var _ = RunInLog.of(observed, decision)) {
      var recorded = recorder.record(resource, pass, decision, context);
      var refused = actor.carryOut(decision, pass, context);
      refused.ifPresent(
          outcome -> recorder.record(recorded, pass.refused(recorded), outcome, context));
      letGo(resource, context);
      if (observed.lifecycle() == Observation.Lifecycle.GONE) {
        announceLater(id, context);
        return UpdateControl.noUpdate();
      }
      return rescheduled(refused.orElse(decision), observed, now);
    }
  }

  /// What was written is held until the watch tells of it. Where the watch was first, the Operator
  /// SDK would hold it for ever beside what the watch brought: it is told once more.
  private static void letGo(SchemaMigration written, Context<SchemaMigration> context) {
    var resources = context.eventSourceRetriever().getControllerEventSource();
    Neighbours.watched(written.getMetadata().getUid(), context.getPrimaryCache())
        .ifPresent(watched -> resources.onUpdate(watched, watched));
  }

  /// What is made anew meanwhile must not be missed.
  private void announceLater(ResourceID id, Context<SchemaMigration> context) {
    var resources = context.eventSourceRetriever().getControllerEventSource();
    SOON_AFTER.execute(() -> resources.get(id).ifPresent(looks::announce));
  }

  /// Events come first; this is for what no event tells.
  private UpdateControl<SchemaMigration> rescheduled(
      Decision decision, Observation observed, Instant now) {
    var next =
        switch (decision) {
          case Decision.RetryAt(var at, _, _) -> until(at, now);
          case Decision.AwaitStart(_, var at, _, _) -> until(at, now);
          case Decision.Withdraw _ -> WHILE_WITHDRAWING;
          case Decision.AwaitJob _ -> WHILE_RUNNING;
          case Decision.AwaitDatabase _ ->
              observed.rival().isPresent() ? WHILE_ANOTHER_LOOKS : WHILE_LOOKING;
          case Decision.Refuse(var reason, _) when reason == Reason.DatabaseClaimed ->
              WHILE_CLAIMED;
          case Decision.Nothing _ when observed.rival().isPresent() -> WHILE_CLAIMED;
          case Decision.Nothing _,
              Decision.AwaitApproval _,
              Decision.Refuse _,
              Decision.Suspended _,
              Decision.StartJob _,
              Decision.Release _ ->
              observed.spec().observeIntervalOrDefault();
        };
    return UpdateControl.<SchemaMigration>noUpdate().rescheduleAfter(next);
  }

  private static Duration until(Instant at, Instant now) {
    return now.isBefore(at) ? Duration.between(now, at).plusMillis(50) : WHILE_LOOKING;
  }
}
