package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.plan.Graphs;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that look and those that write files, on random projects, beside Alembic's own.
/// `-Dalembic.projects=N` makes more of them, `-Dalembic.seed=S` others.
class AlembicPrintsIT {
  private static final int PROJECTS = Integer.getInteger("alembic.projects", 40);
  private static final long SEED = Long.getLong("alembic.seed", 20261128L);

  private final TestDatabase database = PostgresServer.newDatabase();
  private final List<String> differences = new ArrayList<>();
  private int compared;
  private int explained;

  @TempDir private Path folder;

  @Test
  void printsAndWritesWhatAlembicDoes() throws IOException {
    database.execute("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)");
    for (var project : AlembicPrints.make(PROJECTS, SEED).toList()) {
      var directory = write(project);
      for (var one : project.cases()) {
        compare(project, directory, one);
      }
    }
    System.out.printf(
        "Alembic's commands on %d projects (seed %d): %d alike, %d different with a reason, %d"
            + " different%n",
        PROJECTS, SEED, compared, explained, differences.size());
    assertThat(differences).isEmpty();
    assertThat(explained).isLessThan(compared / 5);
  }

  private Path write(AlembicPrints project) throws IOException {
    var directory = Files.createTempDirectory(folder, "project");
    Files.createDirectory(directory.resolve("versions"));
    Files.writeString(directory.resolve("revisor.yaml"), "versionTable: public.alembic_version\n");
    for (var revision : Graphs.revisions(project.revisions().toArray(String[]::new))) {
      var lines = new ArrayList<String>();
      lines.add("-- revisor:revision " + revision.id());
      header(lines, "revises", revision.revises());
      header(lines, "labels", revision.labels());
      header(lines, "depends-on", revision.dependsOn());
      lines.add("-- revisor:created 2026-11-23T10:15:00Z");
      lines.add("-- revisor:message message of " + revision.id());
      lines.addAll(List.of("", "-- revisor:upgrade", "", "-- revisor:downgrade"));
      Files.write(directory.resolve("versions/" + revision.id() + ".sql"), lines);
    }
    database.execute("TRUNCATE alembic_version");
    for (var row : project.rows()) {
      database.execute("INSERT INTO alembic_version VALUES ('" + row + "')");
    }
    return directory;
  }

  private static void header(List<String> lines, String name, List<?> values) {
    if (!values.isEmpty()) {
      lines.add(
          "-- revisor:"
              + name
              + " "
              + String.join(", ", values.stream().map(Object::toString).toList()));
    }
  }

  private CommandLineRun run(Path directory, AlembicPrints.Case one) {
    var arguments = new ArrayList<>(one.arguments());
    if (isWriting(one)) {
      arguments.addAll(List.of("--rev-id", "made"));
    }
    return CommandLineRun.of(directory, database, Map.of(), arguments.toArray(String[]::new));
  }

  private static boolean isWriting(AlembicPrints.Case one) {
    return one.command().startsWith("merge") || one.command().startsWith("revision");
  }

  private void compare(AlembicPrints project, Path directory, AlembicPrints.Case one)
      throws IOException {
    var done = run(directory, one);
    var same =
        one.isRefused()
            ? done.code() != 0
            : done.code() == 0
                && (isWriting(one)
                    ? made(directory).equals(one.made())
                    : AlembicPrints.comparable(done.out())
                        .equals(AlembicPrints.comparable(one.out())));
    if (isWriting(one)) {
      Files.deleteIfExists(directory.resolve("versions/made_.sql"));
    }
    if (same) {
      compared++;
    } else if (isExplained(project, one, done)) {
      explained++;
    } else {
      differences.add(
          project.revisions()
              + " at "
              + project.rows()
              + ": "
              + one.command()
              + "\nAlembic: "
              + one.error()
              + one.out()
              + one.made()
              + "\nRevisor: "
              + done);
    }
  }

  /// What the new file revises and depends on.
  private static List<List<String>> made(Path directory) throws IOException {
    var text = Files.readString(directory.resolve("versions/made_.sql"));
    return List.of(header(text, "revises"), header(text, "depends-on"));
  }

  private static List<String> header(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith("-- revisor:" + name + " "))
        .flatMap(line -> List.of(line.replaceFirst("^\\S+ \\S+ ", "").split(", ")).stream())
        .toList();
  }

  /// Where Revisor differs on purpose: it lists ranges that Alembic refuses or breaks at; takes
  /// `current` of a database at base for what it is, base, where Alembic takes it for nothing said;
  /// lets a file depend on all heads; asks of `--check-heads` for the rows of a database that is
  /// brought to all heads, which Alembic denies where one head needs another. Before a prefix of an
  /// id Alembic counts one step fewer than before the id. Of a branch whose head another one needs
  /// it lists nothing up to all heads.
  private static boolean isExplained(
      AlembicPrints project, AlembicPrints.Case one, CommandLineRun done) {
    if (one.error().startsWith("DatabaseNotAtHead")) {
      return !isEachHeadEffective(project) && done.code() == 0;
    }
    if (one.isRefused()) {
      return done.code() == 0
          && (one.command().startsWith("history -r") || one.command().endsWith("-on heads"));
    }
    return one.command().matches("history -r -\\d+:[0-9a-f]{4,5}")
        || (one.out().isEmpty() && one.command().matches("history -r \\w+@\\w+:(heads)?"))
        || (project.rows().isEmpty()
            && one.command().startsWith("history -r")
            && one.command().contains("current"));
  }

  private static boolean isEachHeadEffective(AlembicPrints project) {
    var graph = Graphs.graph(project.revisions().toArray(String[]::new));
    return graph.heads().equals(graph.effectiveHeads());
  }
}
