package dev.revisor.engine.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.catalog.CatalogReader;
import dev.revisor.engine.environment.EnvironmentDirectory;
import dev.revisor.engine.environment.SchemaSource;
import dev.revisor.engine.scratch.Company;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.Selection;
import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.support.Command;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.Python;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models of Python's object-relational mappers: what they print is the schema that they make.
class PythonSchemaIT {
  private static final Path PROJECTS = Path.of("src/test/resources/python");

  @TempDir private Path folder;
  private final TestDatabase scratch = PostgresServer.newDatabase();
  private final TestDatabase made = PostgresServer.newDatabase();

  @Test
  void loadsTheModelsOfSqlAlchemy() throws Exception {
    copy("sqlalchemy");
    run("create.py", made.url().replace("postgresql:", "postgresql+psycopg:"));

    load("ddl.py");

    assertThat(tables()).containsExactly("blog.post", "public.booking", "public.user");
    assertThat(CatalogDiff.changes(read(scratch), read(made))).isEmpty();
  }

  @Test
  void loadsTheMigrationsOfDjango() throws Exception {
    copy("django");
    run("manage.py", "makemigrations", "shop");
    run("manage.py", "migrate");
    made.execute("DROP TABLE django_migrations");

    load("manage.py", "ddl");

    assertThat(tables())
        .contains("public.auth_user", "public.shop_order", "public.shop_order_products")
        .hasSize(11);
    assertThat(CatalogDiff.changes(read(scratch), read(made))).isEmpty();
  }

  private void copy(String project) throws IOException {
    try (var files = Files.walk(PROJECTS.resolve(project))) {
      for (var file : files.filter(path -> path.toString().endsWith(".py")).toList()) {
        var target = folder.resolve(PROJECTS.resolve(project).relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  /// The words that run a script of the project.
  private List<String> words(String script, String... arguments) {
    var words =
        new ArrayList<>(
            List.of(
                "env",
                "DATABASE=" + made.name(),
                "DATABASE_PORT=" + made.port(),
                Python.program().toString(),
                folder.resolve(script).toString()));
    words.addAll(List.of(arguments));
    return words;
  }

  private void run(String script, String... arguments) {
    Command.run(words(script, arguments)).orFail();
  }

  private void load(String script, String... arguments) throws SQLException {
    var source = new SchemaSource.Command(words(script, arguments), Duration.ofMinutes(2));
    try (var connection = scratch.connect()) {
      assertThat(
              new DesiredSchema(EnvironmentDirectory.withoutFiles(folder))
                  .load(source, connection, Company.OTHERS))
          .isEmpty();
    }
  }

  private List<String> tables() {
    return scratch.list(
        "SELECT relnamespace::regnamespace || '.' || relname FROM pg_class WHERE relkind = 'r' AND"
            + " oid >= 16384 ORDER BY 1");
  }

  private static Catalog read(TestDatabase database) throws SQLException {
    try (var connection = database.connect()) {
      return CatalogReader.read(connection, Selection.of(List.of("*"), List.of()));
    }
  }
}
