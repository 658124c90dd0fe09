package dev.revisor.lint;

import dev.revisor.lint.sql.Command;
import dev.revisor.revision.GraphResult;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Located;
import dev.revisor.script.Script;
import dev.revisor.script.ScriptReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Revision files in memory, and what lint finds in them.
public final class Lints {
  private final Map<RevisionId, String> texts = new LinkedHashMap<>();
  private final List<Revision> revisions = new ArrayList<>();
  private LintOptions options = LintOptions.DEFAULTS;
  private RevisionFacts facts = RevisionFacts.NONE;

  /// With other options.
  public Lints with(LintOptions other) {
    options = other;
    return this;
  }

  Lints with(RevisionFacts other) {
    facts = other;
    return this;
  }

  /// A file whose header is made: `id` and what it revises, with commas.
  public Lints revision(String id, String revises, String body) {
    var parents = revises.isEmpty() ? "" : "-- revisor:revises " + revises + "\n";
    return file("-- revisor:revision " + id + "\n" + parents + body);
  }

  Lints file(String text) {
    if (!(ScriptReader.read(text) instanceof ScriptReader.Result.Valid(var script))) {
      throw new IllegalArgumentException(ScriptReader.read(text) + " in " + text);
    }
    var header = script.header();
    var id = new RevisionId(header.id().orElseThrow());
    texts.put(id, text);
    revisions.add(
        new Revision(
            id,
            values(header.revises()).stream().map(RevisionId::new).toList(),
            values(header.dependsOn()),
            values(header.labels()),
            "",
            null,
            Revision.Origin.file(id + ".sql")));
    return this;
  }

  private static List<String> values(List<Located<String>> located) {
    return located.stream().map(Located::value).toList();
  }

  /// All findings of these revisions.
  public List<Finding> findings(String... ids) {
    return linter().lint(List.of(ids).stream().map(RevisionId::new).toList());
  }

  /// The commands of a revision's upgrade.
  List<Command> commands(String id) {
    try {
      var revision = new RevisionId(id);
      return LintScript.commands(new Texts().script(revision), () -> new Texts().open(revision));
    } catch (IOException e) {
      throw new UncheckedIOException("a string reader does not fail", e);
    }
  }

  Linter linter() {
    if (!(RevisionGraph.of(revisions) instanceof GraphResult.Valid(var graph))) {
      throw new IllegalArgumentException("no graph: " + revisions);
    }
    return new Linter(graph, new Texts(), options, facts);
  }

  private final class Texts implements Linter.Source {
    @Override
    public Script script(RevisionId id) {
      if (ScriptReader.read(text(id)) instanceof ScriptReader.Result.Valid(var script)) {
        return script;
      }
      throw new IllegalArgumentException("not a script: " + ScriptReader.read(text(id)));
    }

    @Override
    public Reader open(RevisionId id) {
      return new StringReader(text(id));
    }

    private String text(RevisionId id) {
      return java.util.Objects.requireNonNull(texts.get(id));
    }
  }
}
