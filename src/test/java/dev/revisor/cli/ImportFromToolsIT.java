package dev.revisor.cli;

import static dev.revisor.cli.ForeignProject.down;
import static dev.revisor.cli.ForeignProject.files;
import static dev.revisor.cli.ForeignProject.name;
import static dev.revisor.cli.ForeignProject.up;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.Peers;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real tool begins a database, Revisor takes it over and goes on, both ways; another database
/// that the tool kept by itself has the same schema.
class ImportFromToolsIT {
  private static final String SCHEMA =
      """
      SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable,
                    column_default)
        FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name IN ('users', 'orders')
      UNION ALL
      SELECT indexdef FROM pg_indexes
       WHERE schemaname = 'public' AND tablename IN ('users', 'orders')
      UNION ALL
      SELECT pg_get_constraintdef(oid) FROM pg_constraint
       WHERE conrelid IN (to_regclass('public.users'), to_regclass('public.orders'))
      ORDER BY 1""";

  private final TestDatabase taken = PostgresServer.newDatabase();
  private final TestDatabase kept = PostgresServer.newDatabase();

  @TempDir private Path folder;

  private List<String> schema(TestDatabase database) {
    return database.list(SCHEMA);
  }

  /// Runs the command line; what it printed where it does not end with `code` is the failure.
  private String revisor(int code, String... arguments) {
    return CommandLineRun.of(folder.resolve("env"), taken, Map.of(), arguments)
        .endsWith(code)
        .said();
  }

  /// Up to the end by Revisor.
  private void takeOver(ForeignProject project, String... more) throws IOException {
    Files.createDirectories(folder.resolve("env/versions"));
    project.run(taken, project.two()).orFail();
    var begun = schema(taken);
    var arguments = new ArrayList<>(List.of("import", project.tool(), project.folder().toString()));
    arguments.addAll(List.of(more));

    revisor(0, arguments.toArray(String[]::new));

    assertThat(schema(taken)).isEqualTo(begun);
    assertThat(revisor(0, "upgrade", "heads")).contains("applied 1 revision;");
    project.run(kept, project.all()).orFail();
    assertThat(schema(taken)).isEqualTo(schema(kept)).isNotEqualTo(begun);
  }

  /// And back.
  private void goBack(ForeignProject project) {
    revisor(0, "downgrade", "-1");
    project.run(kept, project.undo()).orFail();
    assertThat(schema(taken)).isEqualTo(schema(kept));
    revisor(0, "upgrade", "heads");
    project.run(kept, project.all()).orFail();
    assertThat(schema(taken)).isEqualTo(schema(kept));
    revisor(0, "downgrade", "base");
    assertThat(schema(taken)).isEmpty();
  }

  private static String jdbc(TestDatabase database) {
    return "jdbc:postgresql://localhost:" + database.port() + "/" + database.name();
  }

  private static String url(TestDatabase database) {
    return database.url() + "?sslmode=disable";
  }

  private static Function<TestDatabase, List<String>> program(
      List<String> program, Function<TestDatabase, List<String>> options) {
    return database -> {
      var line = new ArrayList<>(program);
      line.addAll(options.apply(database));
      return line;
    };
  }

  @Test
  void goesOnWithAlembicsOfSeveralLocations() throws IOException {
    var project = AlembicProjects.ofSeveralLocations(folder.resolve("shop"));

    takeOver(project, "--alembic", Peers.alembic());
    goBack(project);
  }

  @Test
  void goesOnWithFlyways() throws IOException {
    var sql = folder.resolve("flyway");
    files(sql, number -> "V" + number + "__" + name(number) + ".sql", ForeignProject::up);
    var project =
        new ForeignProject(
            "flyway",
            sql,
            program(
                Peers.flyway(),
                to ->
                    List.of("-url=" + jdbc(to), "-user=postgres", "-locations=filesystem:" + sql)),
            List.of("-target=2", "migrate"),
            List.of("migrate"),
            List.of());

    takeOver(project);
    assertThat(revisor(5, "downgrade", "-1")).contains("irreversible");
  }

  @Test
  void goesOnWithLiquibases() throws IOException {
    var changes = new StringBuilder("--liquibase formatted sql\n");
    for (var number = 1; number <= ForeignProject.UP.size(); number++) {
      changes.append("\n--changeset me:").append(name(number)).append('\n').append(up(number));
      down(number).lines().forEach(line -> changes.append("--rollback ").append(line).append('\n'));
    }
    var sql = Files.createDirectories(folder.resolve("liquibase"));
    Files.writeString(sql.resolve("changelog.sql"), changes);
    var project =
        new ForeignProject(
            "liquibase",
            sql,
            program(
                Peers.liquibase(),
                to ->
                    List.of(
                        "--search-path=" + sql,
                        "--changelog-file=changelog.sql",
                        "--url=" + jdbc(to),
                        "--username=postgres")),
            List.of("update-count", "--count=2"),
            List.of("update"),
            List.of("rollback-count", "--count=1"));

    takeOver(project);
    goBack(project);
  }

  @Test
  void goesOnWithGooses() throws IOException {
    var sql = folder.resolve("goose");
    files(
        sql,
        number -> "0000" + number + "_" + name(number) + ".sql",
        number -> "-- +goose Up\n" + up(number) + "-- +goose Down\n" + down(number));
    var project =
        new ForeignProject(
            "goose",
            sql,
            program(
                List.of(Peers.goose(), "-dir", sql.toString()), to -> List.of("postgres", url(to))),
            List.of("up-to", "2"),
            List.of("up"),
            List.of("down"));

    takeOver(project);
    goBack(project);
  }

  @Test
  void goesOnWithDbmates() throws IOException {
    var sql = folder.resolve("dbmate");
    files(
        sql,
        number -> "2024010" + number + "_" + name(number) + ".sql",
        number -> "-- migrate:up\n" + up(number) + "\n-- migrate:down\n" + down(number));
    var first = folder.resolve("first");
    Files.createDirectories(first);
    for (var number = 1; number <= 2; number++) {
      var file = "2024010" + number + "_" + name(number) + ".sql";
      Files.copy(sql.resolve(file), first.resolve(file));
    }
    var project =
        new ForeignProject(
            "dbmate",
            sql,
            program(List.of(Peers.dbmate(), "--no-dump-schema"), to -> List.of("--url", url(to))),
            List.of("--migrations-dir", first.toString(), "up"),
            List.of("--migrations-dir", sql.toString(), "up"),
            List.of("--migrations-dir", sql.toString(), "rollback"));

    takeOver(project);
    goBack(project);
  }

  @Test
  void goesOnWithGolangMigrates() throws IOException {
    var sql = folder.resolve("migrate");
    files(sql, number -> "00000" + number + "_" + name(number) + ".up.sql", ForeignProject::up);
    files(sql, number -> "00000" + number + "_" + name(number) + ".down.sql", ForeignProject::down);
    var project =
        new ForeignProject(
            "golang-migrate",
            sql,
            program(
                List.of(Peers.golangMigrate(), "-path", sql.toString()),
                to -> List.of("-database", url(to))),
            List.of("up", "2"),
            List.of("up"),
            List.of("down", "1"));

    takeOver(project);
    goBack(project);
  }
}
