package dev.revisor.kubectl;

import dev.revisor.api.Condition;
import dev.revisor.api.Reason;
import dev.revisor.api.SchemaMigration;
import dev.revisor.api.SchemaMigrationSpec;
import dev.revisor.api.SchemaMigrationStatus;
import java.util.List;
import java.util.Optional;

/// A resource as somebody reads it. Until the operator has seen a spec, what it said of an older
/// one is not said of this.
record View(SchemaMigration resource) {

  String name() {
    return resource.getMetadata().getName();
  }

  String namespace() {
    return resource.getMetadata().getNamespace();
  }

  SchemaMigrationSpec spec() {
    return resource.getSpec();
  }

  SchemaMigrationStatus status() {
    return Optional.ofNullable(resource.getStatus()).orElse(SchemaMigrationStatus.EMPTY);
  }

  Condition.Status is(Condition.Type type) {
    return condition(type).map(Condition::status).orElse(Condition.Status.Unknown);
  }

  Optional<Condition> condition(Condition.Type type) {
    return status().conditionsOrEmpty().stream()
        .filter(condition -> condition.type() == type)
        .filter(condition -> condition.observedGeneration() == generation())
        .findFirst();
  }

  Reason reason() {
    return condition(Condition.Type.Ready).map(Condition::reason).orElse(Reason.Pending);
  }

  String message() {
    return condition(Condition.Type.Ready)
        .map(Condition::message)
        .orElse("the operator has not seen this yet");
  }

  /// Whether nothing more happens by itself.
  boolean isSettled() {
    return is(Condition.Type.Ready) == Condition.Status.True
        || is(Condition.Type.Stalled) == Condition.Status.True
        || reason() == Reason.AwaitingApproval
        || reason() == Reason.Suspended;
  }

  boolean awaitsApproval() {
    return reason() == Reason.AwaitingApproval && status().plan() != null;
  }

  static String revisions(List<String> ids) {
    return ids.isEmpty() ? "base" : String.join(",", ids);
  }

  private long generation() {
    return Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L);
  }
}
