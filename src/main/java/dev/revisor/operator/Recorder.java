package dev.revisor.operator;

import dev.revisor.api.SchemaMigration;
import dev.revisor.api.SchemaMigrationStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Objects;

/// Writes down what was observed and decided: finalizer, status, metrics, Events. It comes before
/// the act, so that an act which is interrupted is known to have been meant. Every write names the
/// version of the resource that was observed: where somebody saw more than we did, it fails, and
/// the pass begins again.
final class Recorder {
  /// There while a Job runs, and only then: nothing hangs when Revisor is gone.
  static final String FINALIZER = "revisor.dev/run-active";

  private final EventRecorder events;
  private final MigrationMetrics metrics;

  Recorder(EventRecorder events, MigrationMetrics metrics) {
    this.events = events;
    this.metrics = metrics;
  }

  /// @param resource as observed, or as an earlier call gave it back
  /// @return as written
  SchemaMigration record(
      SchemaMigration resource, Pass pass, Decision decision, Context<SchemaMigration> context) {
    var observed = pass.observed();
    if (observed.lifecycle() == Observation.Lifecycle.GONE) {
      metrics.forget(observed.identity());
      return resource;
    }
    var held = hold(resource, decision, context);
    if (decision instanceof Decision.Release) {
      return held;
    }
    if (!Objects.equals(held.getStatus(), resource.getStatus())) {
      // The finalizer's patch names no version, and so meets what others wrote since.
      throw new IllegalStateException(
          "the status of " + observed.identity() + " was written meanwhile; the pass begins again");
    }
    var before = held.getStatus() == null ? SchemaMigrationStatus.EMPTY : held.getStatus();
    var after = StatusReport.of(observed, pass.ledger(), decision, pass.now());
    metrics.show(observed, after);
    if (after.equals(before)) {
      return held;
    }
    held.setStatus(after);
    SchemaMigration written;
    try {
      written = context.resourceOperations().updatePrimaryStatus(held);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND && !keeps(decision)) {
        // Deleted meanwhile, and nothing is to be done: another pass follows at once, where this
        // one does not fail.
        return held;
      }
      throw e;
    }
    metrics.count(observed.identity(), pass.ledger().fresh());
    events.tell(written, before, after, pass.now());
    return written;
  }

  /// What one pass knows.
  record Pass(Observation observed, Ledger ledger, Instant now) {

    /// For a second record, when the API server did not let a Job be made: it starts from what the
    /// first has written, and counts the same runs not again.
    Pass refused(SchemaMigration recorded) {
      return new Pass(observed.with(recorded.getStatus()), ledger.refused(), now);
    }
  }

  private static SchemaMigration hold(
      SchemaMigration resource, Decision decision, Context<SchemaMigration> context) {
    boolean held = resource.hasFinalizer(FINALIZER);
    if (keeps(decision) && !held && !resource.isMarkedForDeletion()) {
      return context
          .resourceOperations()
          .jsonPatchPrimary(
              resource,
              found -> {
                found.addFinalizer(FINALIZER);
                return found;
              });
    }
    if (!keeps(decision) && held) {
      return context
          .resourceOperations()
          .jsonPatchPrimary(
              resource,
              found -> {
                found.removeFinalizer(FINALIZER);
                return found;
              });
    }
    return resource;
  }

  private static boolean keeps(Decision decision) {
    return switch (decision) {
      case Decision.StartJob _, Decision.AwaitJob _, Decision.AwaitStart _, Decision.Withdraw _ ->
          true;
      case Decision.Nothing _,
          Decision.AwaitDatabase _,
          Decision.RetryAt _,
          Decision.AwaitApproval _,
          Decision.Refuse _,
          Decision.Suspended _,
          Decision.Release _ ->
          false;
    };
  }
}
