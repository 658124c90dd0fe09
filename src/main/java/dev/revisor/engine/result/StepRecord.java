package dev.revisor.engine.result;

import dev.revisor.revision.RevisionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A completed step, as the journal of runs has it.
///
/// @param direction `upgrade` or `downgrade`
/// @param checksum of the file that ran, or of the way back that the database kept; empty where it
///   is not known
/// @param finishedAt by the server's clock; empty where it is not known
public record StepRecord(
    RevisionId revision,
    String direction,
    Optional<String> checksum,
    Optional<Instant> finishedAt,
    Duration duration) {

  /// Reads a list of steps. Those of a version that says less say less.
  public static List<StepRecord> parse(String json) {
    var steps = new ArrayList<StepRecord>();
    for (var item : JsonFields.list(json)) {
      var fields = item.fields();
      var revision = fields.text("revision", "");
      if (RevisionId.isValid(revision)) {
        var finished = fields.longNumber("finishedMs");
        steps.add(
            new StepRecord(
                new RevisionId(revision),
                fields.text("direction", "upgrade"),
                Optional.ofNullable(fields.text("checksum")),
                finished == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(finished)),
                Duration.ofMillis(fields.longNumber("durationMs"))));
      }
    }
    return steps;
  }
}
