package dev.revisor.revision;

import dev.revisor.revision.GraphProblem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Turns revisions into a graph and collects everything that is wrong on the way.
final class GraphBuilder {
  private final List<Revision> revisions = new ArrayList<>();
  private final TreeMap<String, Integer> byId = new TreeMap<>();
  private final Map<String, Integer> byLabel = new HashMap<>();
  private final List<GraphProblem> problems = new ArrayList<>();

  GraphResult build(Iterable<Revision> given) {
    given.forEach(this::addNode);
    revisions.forEach(this::addLabels);
    var parents = edges(this::parents);
    var dependencies = edges(this::dependencies);
    var down = parents.union(dependencies);
    if (problems.isEmpty()) {
      reportCycles(parents, Kind.CYCLE);
    }
    if (problems.isEmpty()) {
      reportCycles(down, Kind.DEPENDENCY_CYCLE);
    }
    if (!problems.isEmpty()) {
      return new GraphResult.Broken(problems.stream().sorted().distinct().toList());
    }
    return new GraphResult.Valid(
        new RevisionGraph(revisions, byId, byLabel, parents, dependencies, down));
  }

  private void addNode(Revision revision) {
    var id = revision.id().value();
    var origin = revision.origin();
    if (ReservedWords.contains(id)) {
      report(
          Kind.RESERVED_WORD,
          revision,
          origin.revisionLine(),
          "'" + id + "' is a word of the target grammar and cannot be a revision id; rename it");
    }
    var earlier = byId.putIfAbsent(id, revisions.size());
    if (earlier == null) {
      revisions.add(revision);
    } else {
      report(
          Kind.DUPLICATE_ID,
          revision,
          origin.revisionLine(),
          "revision "
              + id
              + " is defined twice: also in "
              + revisions.get(earlier).origin().path()
              + "; give one of them a new id");
    }
  }

  private void addLabels(Revision revision) {
    int line = revision.origin().labelsLine();
    for (var label : revision.labels()) {
      if (ReservedWords.contains(label)) {
        report(
            Kind.RESERVED_WORD,
            revision,
            line,
            "'" + label + "' is a word of the target grammar and cannot be a label; rename it");
      } else if (byId.containsKey(label)) {
        report(
            Kind.DUPLICATE_LABEL,
            revision,
            line,
            "label '" + label + "' is the id of a revision; rename the label");
      } else if (byLabel.containsKey(label)) {
        report(
            Kind.DUPLICATE_LABEL,
            revision,
            line,
            "label '"
                + label
                + "' is already used by revision "
                + revisions.get(byLabel.get(label)).id()
                + "; a label belongs to one revision");
      } else {
        byLabel.put(label, byId.get(revision.id().value()));
      }
    }
  }

  private Edges edges(java.util.function.Function<Revision, List<Integer>> targets) {
    int[][] next = new int[revisions.size()][];
    for (int node = 0; node < next.length; node++) {
      next[node] =
          targets.apply(revisions.get(node)).stream()
              .mapToInt(Integer::intValue)
              .distinct()
              .toArray();
    }
    return new Edges(next);
  }

  private List<Integer> parents(Revision revision) {
    var found = new ArrayList<Integer>();
    int line = revision.origin().revisesLine();
    for (var parent : revision.revises()) {
      var node = byId.get(parent.value());
      if (parent.equals(revision.id())) {
        report(Kind.SELF_LOOP, revision, line, "revision " + parent + " revises itself");
      } else if (node == null) {
        report(
            Kind.MISSING_PARENT,
            revision,
            line,
            "revision "
                + revision.id()
                + " revises "
                + parent
                + ", which no file defines"
                + suggestion(parent.value()));
      } else {
        found.add(node);
      }
    }
    return found;
  }

  private List<Integer> dependencies(Revision revision) {
    var found = new ArrayList<Integer>();
    for (var name : revision.dependsOn()) {
      var node = byId.get(name);
      if (node == null) {
        node = byLabel.get(name);
      }
      if (node == null) {
        node = byPrefix(revision, name);
      }
      if (node != null && revisions.get(node).id().equals(revision.id())) {
        report(
            Kind.SELF_LOOP,
            revision,
            revision.origin().dependsOnLine(),
            "revision " + revision.id() + " depends on itself");
      } else if (node != null) {
        found.add(node);
      }
    }
    return found;
  }

  private @org.jspecify.annotations.Nullable Integer byPrefix(Revision revision, String name) {
    int line = revision.origin().dependsOnLine();
    var candidates = Names.startingWith(byId, name);
    if (candidates.size() == 1) {
      return candidates.getFirst();
    }
    var text = "revision " + revision.id() + " depends on " + name;
    if (candidates.isEmpty()) {
      report(
          Kind.MISSING_DEPENDENCY,
          revision,
          line,
          text + ", which is neither a revision nor a label" + suggestion(name));
    } else {
      var ids = candidates.stream().map(node -> revisions.get(node).id().value()).toList();
      report(
          Kind.AMBIGUOUS_DEPENDENCY,
          revision,
          line,
          text + ", which several revisions start with: " + String.join(", ", ids));
    }
    return null;
  }

  private String suggestion(String wanted) {
    var names = new ArrayList<>(byId.keySet());
    names.addAll(byLabel.keySet());
    var nearest = Names.nearest(wanted, names);
    return nearest.isEmpty() ? "" : "; did you mean " + String.join(" or ", nearest) + "?";
  }

  private void reportCycles(Edges edges, Kind kind) {
    for (var cycle : Cycles.in(edges)) {
      var first = revisions.get(cycle.getFirst());
      var path = new ArrayList<String>();
      cycle.forEach(node -> path.add(revisions.get(node).id().value()));
      path.add(first.id().value());
      report(
          kind,
          first,
          kind == Kind.CYCLE ? first.origin().revisesLine() : first.origin().dependsOnLine(),
          (kind == Kind.CYCLE
                  ? "revisions revise each other in a cycle: "
                  : "dependencies make a cycle: ")
              + String.join(" -> ", path));
    }
  }

  private void report(Kind kind, Revision revision, int line, String message) {
    problems.add(new GraphProblem(kind, revision.origin().path(), line, message));
  }
}
