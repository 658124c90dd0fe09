package dev.revisor.lint;

import dev.revisor.lint.known.Known;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Script;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Runs the rules over revisions. Time and memory are linear in the scripts of the revisions and of
/// all that they need.
public final class Linter {
  private final RevisionGraph graph;
  private final Source source;
  private final LintOptions options;
  private final RevisionFacts facts;
  private final Map<RevisionId, RevisionLint> done = new HashMap<>();

  /// Where scripts come from.
  public interface Source {
    /// The script of a revision of the graph, which must be right.
    Script script(RevisionId id);

    /// Its file, from the start.
    Reader open(RevisionId id) throws IOException;
  }

  public Linter(RevisionGraph graph, Source source, LintOptions options, RevisionFacts facts) {
    this.graph = graph;
    this.source = source;
    this.options = options;
    this.facts = facts;
  }

  /// The findings of some revisions: the oldest revision first, in each in the order of the file.
  /// Suppressed ones are among them.
  public List<Finding> lint(Collection<RevisionId> revisions) {
    var wanted = new HashSet<>(revisions);
    var all = graph.ancestors(wanted);
    var order = graph.newestFirst(all, graph.maximal(wanted)).reversed();
    var history = new History(graph, order);
    var checks = new RevisionChecks(graph, facts);
    var found = new ArrayList<Finding>();
    for (var id : order) {
      var known = history.before(id);
      try {
        if (wanted.contains(id)) {
          var script = LintScript.read(source.script(id), () -> source.open(id));
          var lint = new RevisionLint(graph.get(id), options);
          found.addAll(lint.run(script, known, checks));
          done.put(id, lint);
          history.done(id, known, script.upgrade().commands());
        } else {
          var commands = LintScript.commands(source.script(id), () -> source.open(id));
          commands.forEach(known::apply);
          history.done(id, known, commands);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + graph.get(id).origin().path(), e);
      }
    }
    return List.copyOf(found);
  }

  /// What a section of a revision that [#lint] has seen locks.
  public List<TableLock> locks(RevisionId id, Part part) {
    var lint = done.get(id);
    return lint == null ? List.of() : lint.locks(part);
  }

  /// The findings of a downgrade that stands in no file, of a revision that the graph may lack.
  /// What is there is not known.
  ///
  /// @param script a file of which the downgrade counts
  public List<Finding> lintStored(dev.revisor.revision.Revision revision, LintScript script) {
    var known = new Known();
    var section = script.downgrade();
    var lint = new RevisionLint(revision, options);
    done.put(revision.id(), lint);
    return section
        .map(text -> lint.section(text, List.of(), known, Part.DOWNGRADE, Set.of()))
        .orElse(List.of());
  }
}
