package dev.revisor.revision;

import dev.revisor.revision.GraphProblem.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns revisions into a graph and collects everything that is wrong on the way.
final class GraphBuilder {
  private static final int[] NONE = {};

  private final NodeTable nodes = new NodeTable();
  private final List<GraphProblem> problems = new ArrayList<>();
  private final List<Revision> duplicates = new ArrayList<>();

  GraphResult build(Collection<Revision> given) {
    given.forEach(this::addNode);
    nodes.revisions().forEach(this::addLabels);
    duplicates.forEach(this::checkReferences);
    var parents = new int[nodes.size()][];
    var dependencies = new int[nodes.size()][];
    for (int node = 0; node < nodes.size(); node++) {
      parents[node] = parents(nodes.get(node));
      dependencies[node] = dependencies(nodes.get(node));
    }
    var links = Links.of(new Edges(parents), new Edges(dependencies));
    new CycleReport(nodes, links).addTo(problems);
    return problems.isEmpty()
        ? new GraphResult.Valid(new RevisionGraph(nodes, links))
        : new GraphResult.Broken(problems.stream().sorted().distinct().toList());
  }

  private void addNode(Revision revision) {
    var id = revision.id().value();
    var place = revision.origin().id();
    if (ReservedWords.contains(id)) {
      report(
          Kind.RESERVED_WORD,
          revision,
          place,
          "'" + id + "' is a word of the target grammar and cannot be a revision id; rename it");
    }
    nodes
        .add(revision)
        .ifPresent(
            earlier -> {
              duplicates.add(revision);
              report(
                  Kind.DUPLICATE_ID,
                  revision,
                  place,
                  "revision "
                      + id
                      + " is defined twice: also in "
                      + nodes.get(earlier).origin().path()
                      + "; give one of them a new id");
            });
  }

  /// A second file of the same id is no node, but what it refers to should be there all the same.
  private void checkReferences(Revision revision) {
    parents(revision);
    dependencies(revision);
  }

  private void addLabels(Revision revision) {
    for (int index = 0; index < revision.labels().size(); index++) {
      var label = revision.labels().get(index);
      var place = placeOf(revision.origin().labels(), index);
      var carrier = nodes.withLabel(label);
      if (ReservedWords.contains(label)) {
        report(
            Kind.RESERVED_WORD,
            revision,
            place,
            "'" + label + "' is a word of the target grammar and cannot be a label; rename it");
      } else if (nodes.withId(label) != null) {
        report(
            Kind.DUPLICATE_LABEL,
            revision,
            place,
            "label '" + label + "' is the id of a revision; rename the label");
      } else if (carrier != null) {
        report(
            Kind.DUPLICATE_LABEL,
            revision,
            place,
            "label '"
                + label
                + "' is already used by revision "
                + nodes.id(carrier)
                + "; a label belongs to one revision");
      } else {
        nodes.label(label, nodes.number(revision.id().value()));
      }
    }
  }

  private int[] parents(Revision revision) {
    var found = new LinkedHashSet<Integer>();
    for (int index = 0; index < revision.revises().size(); index++) {
      var parent = revision.revises().get(index);
      var place = placeOf(revision.origin().revises(), index);
      var node = nodes.withId(parent.value());
      if (parent.equals(revision.id())) {
        report(Kind.SELF_LOOP, revision, place, "revision " + parent + " revises itself");
      } else if (node == null) {
        report(
            Kind.MISSING_PARENT,
            revision,
            place,
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
    return numbers(found);
  }

  private static int[] numbers(Collection<Integer> found) {
    int[] numbers = new int[found.size()];
    int index = 0;
    for (int node : found) {
      numbers[index++] = node;
    }
    return numbers;
  }

  private int[] dependencies(Revision revision) {
    if (revision.dependsOn().isEmpty()) {
      return NONE;
    }
    var found = new LinkedHashSet<Integer>();
    for (int index = 0; index < revision.dependsOn().size(); index++) {
      var place = placeOf(revision.origin().dependsOn(), index);
      var node = dependency(revision, revision.dependsOn().get(index), place);
      if (node != null && nodes.id(node).equals(revision.id())) {
        report(Kind.SELF_LOOP, revision, place, "revision " + revision.id() + " depends on itself");
      } else if (node != null) {
        found.add(node);
      }
    }
    return numbers(found);
  }

  private @Nullable Integer dependency(Revision revision, String name, Place place) {
    var exact = nodes.withId(name);
    var named = exact == null ? nodes.withLabel(name) : exact;
    if (named != null) {
      return named;
    }
    var candidates = nodes.startingWith(name);
    if (candidates.size() == 1) {
      return candidates.getFirst();
    }
    var text = "revision " + revision.id() + " depends on " + name;
    if (candidates.isEmpty()) {
      report(
          Kind.MISSING_DEPENDENCY,
          revision,
          place,
          text + ", which is neither a revision nor a label" + suggestion(name));
    } else {
      var ids = candidates.stream().map(node -> nodes.id(node).value()).toList();
      report(
          Kind.AMBIGUOUS_DEPENDENCY,
          revision,
          place,
          text + ", which several revisions start with: " + String.join(", ", ids));
    }
    return null;
  }

  private String suggestion(String wanted) {
    var nearest = nodes.nearest(wanted);
    return nearest.isEmpty() ? "" : "; did you mean " + String.join(" or ", nearest) + "?";
  }

  private static Place placeOf(List<Place> places, int index) {
    return index < places.size() ? places.get(index) : Place.UNKNOWN;
  }

  private void report(Kind kind, Revision revision, Place place, String message) {
    problems.add(
        new GraphProblem(kind, revision.origin().path(), place.line(), place.column(), message));
  }
}
