package dev.revisor.engine.environment;

import dev.revisor.lint.LintOptions;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What `revisor.yaml` says, with the defaults filled in.
///
/// @param environments by name, sorted
public record Configuration(
    Files files, Run run, Schema schema, LintOptions lint, Map<String, Environment> environments) {

  /// The configuration of a directory without a `revisor.yaml`.
  public static final Configuration DEFAULTS =
      new Configuration(
          Files.DEFAULTS, Run.DEFAULTS, Schema.DEFAULTS, LintOptions.DEFAULTS, Map.of());

  public Configuration {
    environments = java.util.Collections.unmodifiableMap(new TreeMap<>(environments));
  }

  /// Where revision files are and how new ones are made.
  ///
  /// @param versionLocations relative to the environment directory, or absolute; at least one
  /// @param slugLength in characters, 1 to 200
  /// @param postWrite commands with their arguments, run on each new file
  public record Files(
      List<String> versionLocations,
      Search search,
      FileTemplate fileTemplate,
      ZoneId timezone,
      int slugLength,
      List<List<String>> postWrite) {
    static final Files DEFAULTS =
        new Files(
            List.of("versions"),
            Search.TOP_LEVEL,
            FileTemplate.DEFAULT,
            ZoneOffset.UTC,
            40,
            List.of());

    public Files {
      versionLocations = List.copyOf(versionLocations);
      postWrite = postWrite.stream().map(List::copyOf).toList();
    }
  }

  /// How deep a version location is searched: key `recursive`.
  public enum Search {
    TOP_LEVEL,
    RECURSIVE
  }

  /// How revisions run.
  ///
  /// @param versionTable `schema.table` or `table`, unquoted
  /// @param lockTimeout zero: none
  /// @param statementTimeout zero: none
  /// @param role to SET ROLE to; empty: stay the one who connects
  public record Run(
      String versionTable,
      TransactionScope transaction,
      Duration lockTimeout,
      int lockRetries,
      Duration statementTimeout,
      Optional<String> role) {
    static final Run DEFAULTS =
        new Run(
            "revisor.version",
            TransactionScope.REVISION,
            Duration.ofSeconds(5),
            10,
            Duration.ZERO,
            Optional.empty());
  }

  /// Whether each revision commits by itself, or all of a run together.
  public enum TransactionScope {
    REVISION,
    RUN
  }

  /// What autogenerate, check and drift look at.
  ///
  /// @param schemas patterns of schema names
  /// @param ignore patterns of object names left alone
  /// @param scratch `auto`, `same-server`, `embedded` or a URL
  public record Schema(
      List<String> schemas, List<String> ignore, SchemaSource source, String scratch) {
    /// Where the desired schema is if nothing is said, and the file is there.
    public static final SchemaSource.File DEFAULT_SOURCE = new SchemaSource.File("schema.sql");

    static final Schema DEFAULTS = new Schema(List.of("public"), List.of(), DEFAULT_SOURCE, "auto");

    public Schema {
      schemas = List.copyOf(schemas);
      ignore = List.copyOf(ignore);
    }
  }

  /// A database that `--env NAME` selects.
  ///
  /// @param passwordFile relative to the environment directory, or absolute
  public record Environment(String url, Optional<String> user, Optional<String> passwordFile) {}
}
