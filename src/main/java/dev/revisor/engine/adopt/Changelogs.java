package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.TransactionMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Goes from the master changelog through everything that it includes.
final class Changelogs {
  private static final Pattern MASTER =
      Pattern.compile(
          "((db|liquibase)\\.)?((change-?log|root|main|index)[-._]?)*(master|root)?(change-?log)?"
              + "\\.(xml|ya?ml|json|sql)");
  private static final Pattern CHANGELOG = Pattern.compile("(?i).*\\.(xml|ya?ml|json|sql)");
  private static final Pattern INCLUDING = Pattern.compile("(?i).*\\.(xml|ya?ml|json)");
  private static final int LEVELS = 6;

  private final Order order;
  private final LiquibaseLog log;
  private final SourceFolder files;
  private final List<Problem> problems;
  private final Set<Path> reading = new HashSet<>();
  private final List<Path> roots = new ArrayList<>();

  Changelogs(Order order, LiquibaseLog log, SourceFolder files, List<Problem> problems) {
    this.order = order;
    this.log = log;
    this.files = files;
    this.problems = problems;
    Path root = order.directory();
    for (var level = 0; level < LEVELS && root != null; level++, root = root.getParent()) {
      roots.add(root);
    }
  }

  /// The master changelog of the folder, by its name or since it has no other beside it; where it
  /// has none, all changelogs in the order of their names.
  void readAll() {
    var candidates = files.files(order.directory());
    var master =
        candidates.stream()
            .filter(file -> MASTER.matcher(file.getFileName().toString()).matches())
            .findFirst();
    var single = candidates.stream().filter(this::isChangelog).toList();
    if (master.isPresent()) {
      read(master.get());
    } else if (single.size() == 1) {
      read(single.getFirst());
    } else {
      all(order.directory());
    }
  }

  /// Whether a file of any name is one that can include others.
  private boolean isChangelog(Path file) {
    return INCLUDING.matcher(file.getFileName().toString()).matches()
        && files.read(file).filter(Changelogs::includes).isPresent();
  }

  private void all(Path folder) {
    files.allFiles(folder).stream()
        .filter(file -> CHANGELOG.matcher(file.getFileName().toString()).matches())
        .forEach(this::read);
  }

  private static boolean includes(SourceFile file) {
    return file.text().contains("databaseChangeLog") && file.text().contains("include");
  }

  /// The path as Liquibase would record it, seen from the folder that is adopted.
  private String recorded(Path file) {
    return order.directory().relativize(file).toString().replace('\\', '/');
  }

  private void read(Path path) {
    if (!reading.add(path)) {
      return;
    }
    files
        .read(path)
        .ifPresent(
            file -> {
              var name = file.name().toLowerCase(java.util.Locale.ROOT);
              if (name.endsWith(".sql")) {
                sql(file);
              } else if (name.endsWith(".xml")) {
                ChangelogXml.read(file, problems).ifPresent(root -> changelog(file, root));
              } else {
                ChangelogYaml.read(file, problems)
                    .flatMap(document -> document.first("databaseChangeLog"))
                    .ifPresent(root -> changelog(file, root));
              }
            });
  }

  private void sql(SourceFile file) {
    if (FormattedSql.isFormatted(file)) {
      new FormattedSql(log, file, recorded(file.path()), problems).read();
      return;
    }
    var piece =
        new Changeset.Piece(file.shown(), 1, new Delimited("", true).statements(file.text()));
    log.add(
        new Changeset(
            "raw",
            "includeAll",
            recorded(file.path()),
            file,
            1,
            file.name().replaceFirst("\\.sql$", ""),
            TransactionMode.REVISION,
            List.of(piece),
            Optional.empty(),
            "the changelog is plain SQL, which has no rollback"));
  }

  private void changelog(SourceFile file, ChangeNode root) {
    var path = root.get("logicalFilePath").orElse(recorded(file.path()));
    for (var node : root.children()) {
      if (!node.name().equals("changeSet") && !log.isInContext(node.attributes())) {
        continue;
      }
      switch (node.name()) {
        case "changeSet" -> new ChangesetReader(log, files, problems, this).read(file, path, node);
        case "property" -> property(file, node);
        case "include" ->
            find(file, node.text("file"), node.is("relativeToChangelogFile"), node.line())
                .ifPresent(this::read);
        case "includeAll" -> folder(file, node).ifPresent(this::all);
        case "preConditions" -> log.note("preconditions are not kept: ", file.shown());
        case "logicalFilePath", "objectQuotingStrategy", "removeChangeSetProperty" -> {}
        default ->
            problems.add(
                new Problem(
                    file.shown(), node.line(), 0, "no part of a changelog: " + node.name()));
      }
    }
  }

  private Optional<Path> folder(SourceFile file, ChangeNode node) {
    var mayLack = node.text("errorIfMissingOrEmpty").equalsIgnoreCase("false");
    return mayLack && place(file, node.text("path"), node.is("relativeToChangelogFile")).isEmpty()
        ? Optional.empty()
        : find(file, node.text("path"), node.is("relativeToChangelogFile"), node.line());
  }

  private void property(SourceFile file, ChangeNode node) {
    if (node.get("file").isPresent()) {
      find(file, node.text("file"), node.is("relativeToChangelogFile"), node.line())
          .flatMap(files::read)
          .ifPresent(read -> FlywaySettings.properties(read.text()).forEach(log::define));
    } else if (log.runs(java.util.Map.of("dbms", node.text("dbms")), node.text("name"))) {
      log.define(node.text("name"), node.text("value"));
    }
  }

  /// A file or folder that a changelog names.
  Optional<Path> find(SourceFile from, String named, boolean isRelative, int line) {
    var found = place(from, named, isRelative);
    if (found.isEmpty()) {
      problems.add(new Problem(from.shown(), line, 0, "there is no " + named));
    }
    return found;
  }

  private Optional<Path> place(SourceFile from, String named, boolean isRelative) {
    var plain = log.resolve(named).replaceFirst("^classpath\\*?:/*", "").replaceFirst("^/+", "");
    var places =
        isRelative
            ? Stream.of(from.path().resolveSibling(plain))
            : roots.stream().map(root -> root.resolve(plain));
    return plain.isBlank()
        ? Optional.empty()
        : places.map(Path::normalize).filter(Files::exists).findFirst();
  }
}
