package dev.revisor.engine.adopt;

import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Has Alembic print all revisions, both ways, in as few runs as it takes: one that stops at a
/// revision that cannot be printed is followed by one from there.
final class AlembicPrinter {
  private final AlembicCommand command;
  private final RevisionGraph graph;
  private final List<RevisionId> newestFirst;
  private Optional<String> table = Optional.empty();
  private String complaints = "";

  AlembicPrinter(AlembicCommand command, RevisionGraph graph) {
    this.command = command;
    this.graph = graph;
    this.newestFirst =
        graph.newestFirst(graph.revisions().stream().map(Revision::id).toList(), graph.heads());
  }

  /// One way of all revisions.
  ///
  /// @param sections what was printed, by revision
  /// @param failures why the others were not
  record Way(Map<String, String> sections, Map<String, String> failures) {}

  /// The version table, as far as it was printed.
  Optional<String> table() {
    return table;
  }

  /// What was said on standard error last.
  String complaints() {
    return complaints;
  }

  Way upgrades() throws IOException {
    return way(new Direction("upgrade", newestFirst.reversed()));
  }

  Way downgrades() throws IOException {
    return way(new Direction("downgrade", newestFirst));
  }

  /// @param order in which revisions come when they are printed
  private record Direction(String name, List<RevisionId> order) {
    private boolean isUp() {
      return name.equals("upgrade");
    }
  }

  private Way way(Direction direction) throws IOException {
    var known = comments(direction);
    var way = new Way(new LinkedHashMap<>(), new HashMap<>());
    for (var id : direction.order()) {
      if (!isDone(way, id)) {
        collect(way, known, command.print(direction.name(), wide(direction, id)));
      }
      if (!isDone(way, id)) {
        collect(way, known, command.print(direction.name(), narrow(direction, id)));
      }
      if (!isDone(way, id)) {
        way.failures().put(id.value(), "what it needs cannot be printed");
      }
    }
    return way;
  }

  private static boolean isDone(Way way, RevisionId id) {
    return way.sections().containsKey(id.value()) || way.failures().containsKey(id.value());
  }

  private void collect(Way way, Map<String, String> known, AlembicCommand.Printed printed) {
    complaints = printed.complaints();
    var output = AlembicOutput.parse(printed.output(), known);
    table = table.or(output::table);
    var failed = printed.code() == 0 ? Optional.<String>empty() : output.last();
    failed.ifPresent(id -> way.failures().putIfAbsent(id, printed.complaint()));
    output
        .sections()
        .forEach(
            (id, text) -> {
              if (!way.failures().containsKey(id)) {
                way.sections().putIfAbsent(id, text);
              }
            });
    if (printed.code() != 0 && failed.isEmpty()) {
      throw new AlembicException(printed.complaint());
    }
  }

  /// From just before a revision as far as it goes.
  private String wide(Direction direction, RevisionId id) {
    var parent = graph.parents(id).stream().findFirst();
    if (!direction.isUp()) {
      return id + ":base";
    }
    return parent.map(from -> from + ":heads").orElse("heads");
  }

  /// The revision, with as little else as can be.
  private String narrow(Direction direction, RevisionId id) {
    var parent = graph.parents(id).stream().findFirst();
    if (!direction.isUp()) {
      return id + ":" + parent.map(RevisionId::value).orElse("base");
    }
    return parent.map(from -> from + ":" + id).orElse(id.value());
  }

  /// The comments that begin revisions, whatever the order of parents in them.
  private Map<String, String> comments(Direction direction) {
    var comments = new HashMap<String, String>();
    for (var id : direction.order()) {
      for (var parents : orders(graph.parents(id))) {
        var comment =
            direction.isUp()
                ? "-- Running upgrade " + parents + " -> " + id
                : "-- Running downgrade " + id + " -> " + parents;
        comments.put(comment.stripTrailing(), id.value());
      }
    }
    return comments;
  }

  private static Set<String> orders(List<RevisionId> parents) {
    var orders = new LinkedHashSet<String>();
    for (var each : List.of(parents, parents.reversed(), parents.stream().sorted().toList())) {
      orders.add(each.stream().map(RevisionId::value).collect(Collectors.joining(", ")));
    }
    return orders;
  }
}
