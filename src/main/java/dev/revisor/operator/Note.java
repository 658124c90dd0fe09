package dev.revisor.operator;

import dev.revisor.api.Condition;
import dev.revisor.api.Reason;
import dev.revisor.api.SchemaMigrationStatus;
import dev.revisor.api.SchemaMigrationStatus.DatabaseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an Event says.
///
/// @param type `Normal` or `Warning`
record Note(String type, Reason reason, String message) {
  private static final String NORMAL = "Normal";
  private static final String WARNING = "Warning";

  /// What is worth telling of a change of the status: another database, and a Ready condition with
  /// another status or reason. That nothing is known yet is not.
  static List<Note> of(SchemaMigrationStatus before, SchemaMigrationStatus after) {
    var notes = new ArrayList<Note>();
    if (isAnother(before.database(), after.database())) {
      notes.add(
          new Note(
              WARNING,
              Reason.DatabaseChanged,
              "the database was " + named(before) + " and is " + named(after)));
    }
    ready(after)
        .filter(ready -> ready.reason() != Reason.Pending)
        .filter(ready -> !saidThat(ready(before), ready))
        .map(ready -> new Note(type(ready), ready.reason(), ready.message()))
        .ifPresent(notes::add);
    if (isFalse(after, Condition.Type.InSync) && !isFalse(before, Condition.Type.InSync)) {
      find(after, Condition.Type.InSync)
          .map(drift -> new Note(WARNING, drift.reason(), drift.message()))
          .ifPresent(notes::add);
    }
    return notes;
  }

  private static boolean isAnother(
      @Nullable DatabaseStatus before, @Nullable DatabaseStatus after) {
    return before != null && after != null && !before.isSame(after);
  }

  private static String named(SchemaMigrationStatus status) {
    return Optional.ofNullable(status.database())
        .map(database -> database.name() + " of system " + database.systemIdentifier())
        .orElse("none");
  }

  private static Optional<Condition> ready(SchemaMigrationStatus status) {
    return find(status, Condition.Type.Ready);
  }

  private static Optional<Condition> find(SchemaMigrationStatus status, Condition.Type type) {
    return status.conditionsOrEmpty().stream()
        .filter(condition -> condition.type() == type)
        .findFirst();
  }

  private static boolean isFalse(SchemaMigrationStatus status, Condition.Type type) {
    return find(status, type)
        .filter(condition -> condition.status() == Condition.Status.False)
        .isPresent();
  }

  private static boolean saidThat(Optional<Condition> before, Condition now) {
    return before
        .filter(then -> then.status() == now.status() && then.reason() == now.reason())
        .filter(
            then -> now.reason() != Reason.AwaitingApproval || then.message().equals(now.message()))
        .isPresent();
  }

  /// A warning where it is stalled, or held up by something outside.
  private static String type(Condition ready) {
    return switch (ready.reason()) {
      case Running, PreviousRunActive, Suspended, Deleting, Pending, AwaitingApproval -> NORMAL;
      default -> ready.status() == Condition.Status.False ? WARNING : NORMAL;
    };
  }
}
