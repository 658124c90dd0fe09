package dev.revisor.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.revisor.api.DatabaseSpec;
import dev.revisor.api.SchemaMigrationSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a run is made for, in two hashes. `goal` is what the database should become: a run that
/// reached it need not be repeated. `attempt` adds what may turn a failure into a success:
/// policies, Secrets, grants, the annotation that asks for another try.
record RunKey(String goal, String attempt) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  static RunKey of(SchemaMigrationSpec spec, String secrets, String retry, Grants grants) {
    var database = spec.database();
    var urlFrom = database.urlFrom() == null ? "" : database.urlFrom().secretKeyRef().toString();
    var goal = new ArrayList<String>();
    goal.add(spec.migrations().image());
    goal.add(spec.migrations().pathOrDefault());
    goal.add(Objects.requireNonNullElse(database.url(), ""));
    goal.add(urlFrom);
    goal.add(Objects.requireNonNullElse(database.versionTable(), ""));
    goal.add(Objects.requireNonNullElse(database.role(), ""));
    goal.add(spec.allTargets().toString());
    var parameters = new TreeMap<>(spec.parametersOrEmpty());
    goal.add(Integer.toString(parameters.size()));
    parameters.forEach((name, value) -> goal.addAll(List.of(name, value)));
    var attempt = new ArrayList<>(goal);
    attempt.add(json(spec.policyOrDefault()));
    attempt.add(json(database.credentials()));
    attempt.add(json(database.tls()));
    attempt.add(json(spec.jobTemplate()));
    attempt.add(json(spec.migrations()));
    attempt.add(secrets);
    attempt.add(retry);
    attempt.addAll(grants.approvals());
    if (!grants.acceptedDrift().isEmpty()) {
      attempt.add("drift " + grants.acceptedDrift());
    }
    if (!grants.expiredClaim().isEmpty()) {
      attempt.add("claim " + grants.expiredClaim());
    }
    return new RunKey(hash(goal), hash(attempt));
  }

  /// Which version table of which database a spec names, whatever answers there.
  static String place(DatabaseSpec database) {
    return hash(
        List.of(
            String.valueOf(database.url()),
            String.valueOf(database.urlFrom()),
            String.valueOf(database.versionTable())));
  }

  /// As Jobs and status carry it.
  static RunKey parse(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? new RunKey(text, "")
        : new RunKey(text.substring(0, dot), text.substring(dot + 1));
  }

  @Override
  public String toString() {
    return goal + "." + attempt;
  }

  /// As it was written. A record's own text is made by code that takes megabytes to compile.
  private static String json(@Nullable Object part) {
    try {
      return JSON.writeValueAsString(part);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a spec was read from JSON", e);
    }
  }

  /// Sixteen hexadecimal digits; lengths keep the parts apart.
  static String hash(List<String> parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update((part.length() + ":" + part).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
