package dev.revisor.engine.adopt;

import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where a database is, from what a tool's table says: as version rows.
public sealed interface Adopted {
  /// @param rows the rows to set; those that are there count too
  record At(List<RevisionId> rows) implements Adopted {
    public At {
      rows = List.copyOf(rows);
    }
  }

  /// No rows can say it.
  ///
  /// @param message what, where, what to do
  record Refused(String message) implements Adopted {}

  /// @param graph the directory's with the project's migrations
  /// @param rows the version rows that the database has already; in the graph
  static Adopted of(
      RevisionGraph graph,
      List<ForeignMigration> migrations,
      Applied.Keys applied,
      Collection<RevisionId> rows) {
    var ids = new LinkedHashMap<String, RevisionId>();
    migrations.forEach(each -> ids.put(each.key(), each.id()));
    var unknown = applied.keys().stream().filter(key -> !ids.containsKey(key)).sorted().toList();
    if (!unknown.isEmpty()) {
      return new Refused(
          "%s says that %s applied, which the project does not have; bring the missing files back"
              .formatted(applied.table(), counted(unknown)));
    }
    var done = new HashSet<>(graph.ancestors(rows));
    applied.keys().forEach(key -> done.add(ids.get(key)));
    return withoutGaps(graph, migrations, applied, ids, done);
  }

  private static Adopted withoutGaps(
      RevisionGraph graph,
      List<ForeignMigration> migrations,
      Applied.Keys applied,
      Map<String, RevisionId> ids,
      HashSet<RevisionId> done) {
    for (var migration : migrations) {
      if (applied.optional().contains(migration.key())
          && !done.containsAll(graph.ancestors(List.of(migration.id())))) {
        done.remove(ids.get(migration.key()));
      }
    }
    var gaps = new ArrayList<>(graph.ancestors(done));
    gaps.removeAll(done);
    if (gaps.isEmpty()) {
      return new At(graph.maximal(done).stream().sorted().toList());
    }
    return new Refused(
        "%s says that later migrations are applied, but not %s; let the tool run what is missing, then import again"
            .formatted(
                applied.table(), listed(gaps.stream().map(RevisionId::value).sorted().toList())));
  }

  private static String counted(List<String> keys) {
    return listed(keys) + (keys.size() == 1 ? " is" : " are");
  }

  private static String listed(List<String> keys) {
    return keys.stream().limit(10).collect(Collectors.joining(", "))
        + (keys.size() > 10 ? " …" : "");
  }
}
