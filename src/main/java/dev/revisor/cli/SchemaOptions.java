package dev.revisor.cli;

import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.schema.Selection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Which objects a command looks at.
final class SchemaOptions {
  @Option(
      names = "--schema",
      paramLabel = "PATTERN",
      description = "Schemas to look at, instead of those in revisor.yaml; repeatable.")
  List<String> schemas = new ArrayList<>();

  @Option(
      names = "--include",
      paramLabel = "PATTERN",
      description = "Only objects whose schema.name matches; repeatable.")
  List<String> included = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "PATTERN",
      description = "No objects whose schema.name matches; repeatable.")
  List<String> excluded = new ArrayList<>();

  @Option(names = "--owners", description = "Compare owners too.")
  boolean owners;

  /// The configured selection, as the options change it, without the version table.
  Selection selection(Session session, RevisionDirectory revisions) {
    var configured = revisions.environment().configuration().schema();
    var ignored = new ArrayList<>(configured.ignore());
    var table = session.versionTable(revisions.environment());
    ignored.add(table.schema() + "." + table.table());
    var selection = Selection.of(schemas.isEmpty() ? configured.schemas() : schemas, ignored);
    var narrowed = selection.narrowed(included, excluded);
    return owners ? narrowed.withOwners(Selection.Owners.COMPARED) : narrowed;
  }
}
