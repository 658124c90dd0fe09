package dev.revisor.revision;

import java.util.List;

/// What a set of revisions makes: a graph, or all that is wrong with it.
public sealed interface GraphResult {

  /// A sound graph.
  record Valid(RevisionGraph graph) implements GraphResult {}

  /// At least one problem, ordered by path and line.
  record Broken(List<GraphProblem> problems) implements GraphResult {
    public Broken {
      problems = List.copyOf(problems);
    }
  }
}
