package dev.revisor.operator;

import dev.revisor.api.SchemaMigration;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/// Has resources reconciled for reasons that are in no cluster.
final class Wakes extends SimpleInboundEventSource<SchemaMigration> {
  Wakes() {
    super("database-looks");
  }

  /// As if it had been made just now. The Operator SDK forgets that a resource was made anew while
  /// the end of the old one was being worked on, and afterwards hears of it by no other event: what
  /// is not of the resource itself is dropped where nothing is known of it.
  void announce(SchemaMigration resource) {
    if (isRunning()) {
      getEventHandler()
          .handleEvent(
              new ResourceEvent(ResourceAction.ADDED, ResourceID.fromResource(resource), resource));
    }
  }
}
