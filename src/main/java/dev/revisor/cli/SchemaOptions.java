package dev.revisor.cli;

import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.schema.Selection;
import java.util.ArrayList;
import java.util.List;

/// Which objects a command looks at.
final class SchemaOptions implements Declared {
  final List<String> schemas = new ArrayList<>();
  final List<String> included = new ArrayList<>();
  final List<String> excluded = new ArrayList<>();
  boolean owners;

  @Override
  public void declare(Declaration command) {
    command
        .repeatable(
            "--schema",
            "PATTERN",
            "Schemas to look at, instead of those in revisor.yaml; repeatable.",
            schemas)
        .repeatable(
            "--include",
            "PATTERN",
            "Only objects whose schema.name matches; app.* takes the schema app too; repeatable.",
            included)
        .repeatable(
            "--exclude", "PATTERN", "No objects whose schema.name matches; repeatable.", excluded)
        .flag("--owners", "Compare owners too.", value -> owners = value);
  }

  /// The configured selection, as the options change it, without the version table.
  Selection selection(Session session, RevisionDirectory revisions) {
    requireText("--schema", schemas);
    requireText("--include", included);
    requireText("--exclude", excluded);
    var configured = revisions.environment().configuration().schema();
    var ignored = new ArrayList<>(configured.ignore());
    var table = session.versionTable(revisions.environment());
    ignored.add(table.schema() + "." + table.table());
    var selection = Selection.of(schemas.isEmpty() ? configured.schemas() : schemas, ignored);
    var narrowed = selection.narrowed(included, excluded);
    return owners ? narrowed.withOwners(Selection.Owners.COMPARED) : narrowed;
  }

  private static void requireText(String option, List<String> patterns) {
    if (patterns.stream().anyMatch(String::isBlank)) {
      throw Failure.usage(option + " must be a pattern of names, as app.*, was empty");
    }
  }
}
