package dev.revisor.engine.environment;

import dev.revisor.revision.RevisionId;
import dev.revisor.script.TransactionMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/// A revision that has no file yet.
///
/// @param revises the parents; several make a merge, none a base
/// @param dependsOn ids or labels, as they are to be written
/// @param message one line: line breaks and other control characters have become blanks; an empty
///   one is written as `empty message`, and left out of the file's name
/// @param created to the second
/// @param upgrade SQL for the upgrade section; may be empty
/// @param downgrade SQL for the downgrade section; may be empty
/// @param allowance of lint's, for the whole file: a comment line; may be empty
/// @param modes how the two sections run
public record NewRevision(
    RevisionId id,
    List<RevisionId> revises,
    List<String> dependsOn,
    List<String> labels,
    String message,
    Instant created,
    String upgrade,
    String downgrade,
    String allowance,
    Modes modes) {
  /// How the sections run.
  public record Modes(TransactionMode upgrade, TransactionMode downgrade) {
    public static final Modes REVISION =
        new Modes(TransactionMode.REVISION, TransactionMode.REVISION);
  }

  /// One whose sections run in transactions.
  public NewRevision(
      RevisionId id,
      List<RevisionId> revises,
      List<String> dependsOn,
      List<String> labels,
      String message,
      Instant created,
      String upgrade,
      String downgrade) {
    this(id, revises, dependsOn, labels, message, created, upgrade, downgrade, "", Modes.REVISION);
  }

  public NewRevision {
    revises = List.copyOf(revises);
    dependsOn = List.copyOf(dependsOn);
    labels = List.copyOf(labels);
    message = message.replaceAll("\\p{Cntrl}+", " ").strip();
    created = created.truncatedTo(ChronoUnit.SECONDS);
  }

  /// The header of its file, without a newline at the end. Lines that would say nothing are left
  /// out.
  String header() {
    var text = new StringBuilder("-- revisor:revision ").append(id);
    append(text, "revises", revisesText());
    append(text, "labels", String.join(", ", labels));
    append(text, "depends-on", String.join(", ", dependsOn));
    append(text, "created", created.toString());
    append(text, "message", messageText());
    return text.append(allowance.isEmpty() ? "" : "\n" + allowance).toString();
  }

  String messageText() {
    return message.isEmpty() ? "empty message" : message;
  }

  String revisesText() {
    return revises.stream().map(RevisionId::value).collect(Collectors.joining(", "));
  }

  private static void append(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append("\n-- revisor:").append(name).append(' ').append(value);
    }
  }
}
