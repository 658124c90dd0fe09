package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.revision.GraphResult;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Alembic: the graph is read from the Python files, the SQL is what the user's own Alembic prints
/// offline. The version table is kept, so that both tools can share it.
final class AlembicProject implements ProjectReader {
  private static final Pattern DIALECT = Pattern.compile("Context impl (\\w+)Impl");

  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  @Override
  public Project read(Order order) {
    var folder = new SourceFolder(order.shown(), problems);
    var settings = AlembicSettings.read(order.directory(), folder, problems);
    if (settings.isEmpty()) {
      return new Project.Broken(problems);
    }
    var revisions = revisions(settings.get(), folder);
    if (revisions.isEmpty() && problems.isEmpty()) {
      problems.add(new Problem(folder.shown(settings.get().scripts()), 0, 0, "has no revisions"));
    }
    if (!problems.isEmpty()) {
      return new Project.Broken(problems);
    }
    return switch (RevisionGraph.of(revisions)) {
      case GraphResult.Valid(var graph) -> printed(order, settings.get(), graph);
      case GraphResult.Broken(var found) ->
          new Project.Broken(
              found.stream()
                  .map(each -> new Problem(each.path(), each.line(), each.column(), each.message()))
                  .toList());
    };
  }

  private List<Revision> revisions(AlembicSettings settings, SourceFolder folder) {
    var revisions = new ArrayList<Revision>();
    for (var location : settings.locations()) {
      if (!Files.isDirectory(location)) {
        problems.add(new Problem(folder.shown(location), 0, 0, "not a directory"));
        continue;
      }
      var files = settings.recursive() ? folder.allFiles(location) : folder.files(location);
      files.stream()
          .filter(file -> file.getFileName().toString().endsWith(".py"))
          .flatMap(file -> folder.read(file).stream())
          .flatMap(file -> AlembicFile.read(file, problems).stream())
          .forEach(revisions::add);
    }
    return revisions;
  }

  private Project printed(Order order, AlembicSettings settings, RevisionGraph graph) {
    var environment = order.shown().apply(settings.scripts().resolve("env.py"));
    try {
      var spare = Files.createTempDirectory("revisor");
      try {
        var command = AlembicCommand.of(order.alembic(), settings, spare);
        return printed(order, graph, new AlembicPrinter(command, graph), environment);
      } finally {
        Files.deleteIfExists(spare.resolve("alembic.ini"));
        Files.deleteIfExists(spare);
      }
    } catch (IOException e) {
      problems.add(
          new Problem(
              String.join(" ", order.alembic()),
              0,
              0,
              (Optional.ofNullable(e.getMessage()).orElse("").startsWith("Cannot run program")
                      ? "there is no such command"
                      : "cannot be run: " + e.getMessage())
                  + "; Alembic itself prints the SQL: install it with the project's requirements, or"
                  + " say how to run it, as in --alembic 'poetry run alembic'"));
    } catch (AlembicException e) {
      problems.add(
          new Problem(environment, 0, 0, "Alembic does not get past it: " + e.getMessage()));
    }
    return new Project.Broken(problems);
  }

  private Project printed(
      Order order, RevisionGraph graph, AlembicPrinter printer, String environment)
      throws IOException {
    var up = printer.upgrades();
    var dialect = DIALECT.matcher(printer.complaints());
    if (dialect.find() && !dialect.group(1).equals("Postgresql")) {
      problems.add(
          new Problem(
              environment,
              0,
              0,
              "prints for "
                  + dialect.group(1)
                  + "; let its offline mode have a URL that begins with postgresql://"));
      return new Project.Broken(problems);
    }
    var table = printer.table().orElse("alembic_version");
    var down = printer.downgrades();
    var sections = new AlembicSections(table, order, problems);
    var migrations = sections.migrations(graph, up, down);
    if (!problems.isEmpty()) {
      return new Project.Broken(problems);
    }
    irreversible(down).ifPresent(notes::add);
    return new Project.Read(
        Project.Shape.GRAPH, migrations, notes, table.contains(".") ? table : "public." + table);
  }

  private static Optional<String> irreversible(AlembicPrinter.Way down) {
    var ids = down.failures().keySet().stream().sorted().toList();
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "irreversible, since Alembic cannot print their way back: " + String.join(", ", ids));
  }
}
