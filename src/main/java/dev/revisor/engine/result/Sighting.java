package dev.revisor.engine.result;

import dev.revisor.revision.RevisionId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a look at a database saw: the JSON document of kind `Sighting`, which `current` leaves for
/// an operator that does not connect to databases itself.
///
/// @param rows the version rows, sorted
/// @param databaseOid an unsigned number
/// @param serverStartedAt tells a server from its physical copy
/// @param schema null where it was not compared, or cannot be
/// @param standby whether the server takes no writes
public record Sighting(
    List<RevisionId> rows,
    RunResult.Database database,
    long databaseOid,
    Instant serverStartedAt,
    @Nullable Schema schema,
    boolean standby) {

  /// How many changes made by hand are named.
  public static final int NAMED_CHANGES = 5;

  /// Most of what was done by hand is told in a sentence; see [RunResult#toTerminationLog].
  private static final int LONGEST_DRIFT = 1500;

  /// @param drift what was changed by hand, in short; null where nothing was
  public record Schema(String fingerprint, @Nullable String drift) {
    public Schema {
      drift =
          drift == null || drift.length() <= LONGEST_DRIFT
              ? drift
              : drift.substring(0, LONGEST_DRIFT - 1) + "…";
    }
  }

  public Sighting {
    rows = List.copyOf(rows);
  }

  /// On one line.
  public String toJson() {
    return RunResultWriter.document(
        json -> {
          json.writeStartObject();
          json.writeStringField("apiVersion", "revisor.dev/v1");
          json.writeStringField("kind", "Sighting");
          RunResultWriter.ids(json, "rows", rows);
          RunResultWriter.database(json, database);
          json.writeNumberField("databaseOid", databaseOid);
          json.writeStringField("serverStartedAt", serverStartedAt.toString());
          json.writeBooleanField("standby", standby);
          if (schema != null) {
            json.writeObjectFieldStart("schema");
            json.writeStringField("fingerprint", schema.fingerprint());
            if (schema.drift() != null) {
              json.writeStringField("drift", schema.drift());
            }
            json.writeEndObject();
          }
          json.writeEndObject();
        });
  }

  /// @throws IllegalArgumentException when `json` is no Sighting
  public static Sighting parse(String json) {
    var fields = JsonFields.document(json, "Sighting");
    var database = RunResultReader.database(fields);
    var schema = fields.part("schema");
    var fingerprint = schema.text("fingerprint");
    return new Sighting(
        RunResultReader.ids(fields.items("rows")),
        Objects.requireNonNullElseGet(
            database,
            () -> {
              throw new IllegalArgumentException("a Sighting must name its database");
            }),
        fields.longNumber("databaseOid"),
        RunResultReader.instant(fields.text("serverStartedAt")),
        fingerprint == null ? null : new Schema(fingerprint, schema.text("drift")),
        Boolean.parseBoolean(fields.text("standby", "false")));
  }
}
