package dev.revisor.operator;

import dev.revisor.api.SchemaMigration;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import io.quarkiverse.operatorsdk.runtime.QuarkusControllerConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.Objects;

/// Makes the operator that Quarkus starts. What Quarkus makes of the reconciler's annotation has no
/// place for these settings, and would hear neither of a deletion nor of a changed annotation.
@ApplicationScoped
public class OperatorSetup {

  @Produces
  @ApplicationScoped
  Operator operator(
      QuarkusConfigurationService configuration, SchemaMigrationReconciler reconciler) {
    var operator = new Operator(configuration);
    operator.register(reconciler, settings(configuration, reconciler));
    return operator;
  }

  /// It hears of every deletion, and of every change but those of the status, which are its own.
  static void configure(ControllerConfigurationOverrider<SchemaMigration> controller) {
    controller
        .withTriggerReconcilerOnAllEvents(true)
        .withGenerationAware(false)
        .withOnUpdateFilter((now, before) -> differ(now.getMetadata(), before.getMetadata()));
  }

  private static boolean differ(ObjectMeta now, ObjectMeta before) {
    return !(Objects.equals(now.getGeneration(), before.getGeneration())
        && Objects.equals(now.getAnnotations(), before.getAnnotations())
        && Objects.equals(now.getDeletionTimestamp(), before.getDeletionTimestamp())
        && Objects.equals(now.getUid(), before.getUid()));
  }

  private static ControllerConfiguration<SchemaMigration> settings(
      QuarkusConfigurationService configuration, SchemaMigrationReconciler reconciler) {
    var made = configuration.getConfigurationFor(reconciler);
    var wanted = ControllerConfigurationOverrider.override(made);
    configure(wanted);
    var settings = new AllEvents(made, wanted.build());
    settings.setParent(configuration);
    return settings;
  }

  /// Quarkus takes no controller's configuration but its own kind.
  private static final class AllEvents extends QuarkusControllerConfiguration<SchemaMigration> {
    private AllEvents(
        QuarkusControllerConfiguration<SchemaMigration> made,
        ControllerConfiguration<SchemaMigration> wanted) {
      super(
          wanted.getInformerConfig(),
          wanted.getName(),
          wanted.isGenerationAware(),
          made.getAssociatedReconcilerClassName(),
          wanted.getRetry(),
          wanted.getRateLimiter(),
          wanted.maxReconciliationInterval().orElse(Duration.ofHours(10)),
          wanted.getFinalizerName(),
          wanted.fieldManager(),
          made.getWorkflow(),
          made.getResourceTypeName(),
          made.getResourceClass());
    }

    @Override
    public boolean triggerReconcilerOnAllEvents() {
      return true;
    }
  }
}
