package dev.revisor.engine.adopt;

import dev.revisor.engine.database.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `flyway_schema_history`: a row a run of a script in the order of `installed_rank`. Types: SQL
/// and the like, UNDO_…, BASELINE (all up to a version counts), …_BASELINE (a `B` script), DELETE
/// (what repair crossed out), SCHEMA (no script).
final class FlywayTable implements ToolTable {
  static final String NAME = "flyway_schema_history";

  /// Before the version in the key of a baseline migration.
  static final String BASELINE = "B";

  private static final String REPEATABLE = "R:";
  private static final SqlText QUERY = SqlText.of(FlywayTable.class, "flyway.sql");

  /// The key of a repeatable migration; without a checksum, any text of it counts.
  static String repeatable(String description, String checksum) {
    return REPEATABLE + description + ":" + checksum;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Applied read(Statement statement, String table, List<ForeignMigration> migrations)
      throws SQLException {
    var state = new State();
    try (var rows = statement.executeQuery(QUERY.with("table", table).toString())) {
      while (rows.next()) {
        if (!rows.getBoolean("success")) {
          return new Applied.Refused(
              "says that %s failed; mend the database, run 'flyway repair' and import again"
                  .formatted(rows.getString("script")));
        }
        state.add(rows);
      }
    }
    return state.applied(table, migrations.stream().map(ForeignMigration::key).toList());
  }

  /// What the rows so far say.
  private static final class State {
    private final TreeMap<FlywayVersion, String> versions = new TreeMap<>();
    private final Map<String, String> repeatable = new HashMap<>();
    private @Nullable FlywayVersion baseline;

    private void add(ResultSet row) throws SQLException {
      var type = Optional.ofNullable(row.getString("type")).orElse("");
      var version =
          Optional.ofNullable(row.getString("version")).flatMap(FlywayVersion::parse).orElse(null);
      if (type.equals("SCHEMA")) {
        return;
      }
      if (version == null) {
        repeatable.put(row.getString("description"), row.getString("checksum"));
      } else if (type.startsWith("UNDO") || type.equals("DELETE")) {
        versions.remove(version);
      } else if (type.equals("BASELINE")) {
        baseline = version;
      } else {
        versions.put(version, type);
      }
    }

    private Applied applied(String table, List<String> known) {
      var keys = new ArrayList<>(versions.keySet().stream().map(FlywayVersion::key).toList());
      for (var key : known) {
        if (key.startsWith(BASELINE)) {
          var from = FlywayVersion.parse(key.substring(BASELINE.length())).orElseThrow();
          var refusal = startAt(from, key, keys);
          if (refusal.isPresent()) {
            return refusal.get();
          }
        } else if (key.startsWith(REPEATABLE)) {
          repeatable.forEach(
              (description, checksum) -> {
                if (key.equals(repeatable(description, checksum))
                    || key.equals(repeatable(description, ""))) {
                  keys.add(key);
                }
              });
        } else if (isCovered(key) && !keys.contains(key)) {
          keys.add(key);
        }
      }
      return new Applied.Keys(
          table, keys, known.stream().filter(key -> key.startsWith(REPEATABLE)).toList());
    }

    /// What a baseline migration stands for is applied where the database is at its version or
    /// beyond.
    private Optional<Applied> startAt(FlywayVersion from, String key, List<String> keys) {
      var older = versions.headMap(from, true).keySet().stream().map(FlywayVersion::key).toList();
      var newest = versions.isEmpty() ? baseline : versions.lastKey();
      if (newest == null) {
        return Optional.empty();
      }
      if (newest.compareTo(from) < 0) {
        return Optional.of(
            new Applied.Refused(
                "says that the database is at version %s, before the baseline migration %s; let Flyway bring it there, then import again"
                    .formatted(newest.text(), from.text())));
      }
      keys.removeAll(older);
      keys.add(key);
      return Optional.empty();
    }

    private boolean isCovered(String key) {
      var upTo = baseline;
      return upTo != null
          && FlywayVersion.parse(key).filter(each -> each.compareTo(upTo) <= 0).isPresent();
    }
  }
}
