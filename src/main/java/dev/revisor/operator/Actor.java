package dev.revisor.operator;

import dev.revisor.api.Reason;
import dev.revisor.api.SchemaMigration;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Does what was decided. Each act can be repeated: the same run is the same Job, and what is to be
/// deleted may be gone already. The status already says what is meant when an act begins.
final class Actor {
  private static final Logger LOG = Logger.getLogger(Actor.class);

  private final KubernetesClient kubernetes;
  private final DatabaseWatch databases;
  private final JobDefaults defaults;

  Actor(KubernetesClient kubernetes, DatabaseWatch databases, JobDefaults defaults) {
    this.kubernetes = kubernetes;
    this.databases = databases;
    this.defaults = defaults;
  }

  /// What turned out instead, where the API server did not let it happen.
  Optional<Decision> carryOut(
      Decision decision, Recorder.Pass pass, Context<SchemaMigration> context) {
    var observed = pass.observed();
    var refused =
        switch (decision) {
          case Decision.StartJob(var run, var key) -> start(pass, run, key, context);
          case Decision.Withdraw(var job, _, _) -> {
            withdraw(observed, job);
            yield Optional.<Decision>empty();
          }
          case Decision.Release _ -> {
            release(observed);
            yield Optional.<Decision>empty();
          }
          case Decision.Nothing _,
              Decision.AwaitJob _,
              Decision.AwaitStart _,
              Decision.AwaitDatabase _,
              Decision.RetryAt _,
              Decision.AwaitApproval _,
              Decision.Refuse _,
              Decision.Suspended _ ->
              Optional.<Decision>empty();
        };
    var namespace = observed.identity().namespace();
    pass.ledger().surplus(observed).forEach(job -> delete(namespace, job));
    return refused;
  }

  private Optional<Decision> start(
      Recorder.Pass pass, long run, RunKey key, Context<SchemaMigration> context) {
    var observed = pass.observed();
    var served = context.getControllerConfiguration().getInformerConfig();
    var job =
        JobFactory.desired(
            new JobFactory.Order(
                observed.identity(),
                defaults.under(observed.spec()),
                observed.grants(),
                Realm.of(
                    kubernetes.getConfiguration(),
                    served.getNamespaces(),
                    served.getLabelSelector())),
            run,
            key);
    try {
      context.resourceOperations().create(job);
      LOG.infof("%s: started Job %s", observed.identity(), job.getMetadata().getName());
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return ApiAnswer.isThereAlready(e) ? Optional.empty() : Optional.of(notMade(pass, e));
    }
  }

  /// Where no answer came, the Job may be there all the same, or be there in a moment: by the time
  /// of the next try it is seen.
  private static Decision notMade(Recorder.Pass pass, KubernetesClientException e) {
    boolean refused = ApiAnswer.isRefusal(e);
    var longest = refused ? Backoff.LONGEST : Backoff.SHORTER;
    return new Decision.RetryAt(
        pass.now().plus(Backoff.after(pass.ledger().attempts() + 1, longest)),
        refused ? Reason.QuotaExceeded : Reason.ApiUnavailable,
        (refused ? "the Job may not be made: " : "the Job could not be made: ") + ApiAnswer.of(e));
  }

  /// Suspending takes the pod away; when the Job controller has said so and no pod is left, the Job
  /// goes too. A container that began to run in the meantime is asked to stop and records that it
  /// did.
  private void withdraw(Observation observed, JobView view) {
    var namespace = observed.identity().namespace();
    var job = kubernetes.batch().v1().jobs().inNamespace(namespace).withName(view.name());
    if (!(view.state() instanceof JobView.State.Withdrawn)) {
      job.edit(
          found -> {
            found.getMetadata().getAnnotations().put(Labels.WITHDRAWN, "true");
            found.getSpec().setSuspend(true);
            return found;
          });
    } else if (hasLetGo(job.get(), namespace)) {
      delete(namespace, view.name());
    }
  }

  private boolean hasLetGo(@Nullable Job job, String namespace) {
    return job == null
        || (JobReader.condition(job, "Suspended").isPresent()
            && kubernetes
                .pods()
                .inNamespace(namespace)
                .withLabel(Labels.JOB, job.getMetadata().getName())
                .list()
                .getItems()
                .isEmpty());
  }

  /// The finished Jobs of a resource that is deleted go too, in the pass that lets go of it:
  /// whether another one follows depends on when the end of the resource is heard of.
  private void release(Observation observed) {
    databases.forget(observed.identity().uid());
    observed.jobs().stream()
        .filter(job -> !job.isActive())
        .forEach(job -> delete(observed.identity().namespace(), job.name()));
  }

  private void delete(String namespace, String job) {
    kubernetes
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace)
        .withName(job)
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .delete();
  }
}
