package dev.revisor.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The real Alembic with a project of its own; bench/ installs it into the user's cache.
public final class Alembic {
  private static final String ENVIRONMENT =
      """
      from alembic import context
      from sqlalchemy import create_engine

      with create_engine("%s").connect() as connection:
          context.configure(connection=connection, transaction_per_migration=True)
          with context.begin_transaction():
              context.run_migrations()
      """;

  private final Path folder;
  private final String program;

  private Alembic(Path folder, String program) {
    this.folder = folder;
    this.program = program;
  }

  /// The interpreter that can import it.
  public static String python() {
    return Path.of(Peers.alembic()).resolveSibling("python").toString();
  }

  /// A new project without revisions.
  public static Alembic project(Path folder, TestDatabase database) {
    var program = Peers.alembic();
    var url =
        "postgresql+psycopg://postgres@localhost:%d/%s".formatted(database.port(), database.name());
    try {
      Files.createDirectories(folder.resolve("scripts/versions"));
      Files.writeString(
          folder.resolve("alembic.ini"),
          "[alembic]\nscript_location = " + folder.resolve("scripts") + "\n");
      Files.writeString(folder.resolve("scripts/env.py"), ENVIRONMENT.formatted(url));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Alembic(folder, program);
  }

  /// Adds a revision on top of `parents`.
  public void add(String id, List<String> parents, String upgrade, String downgrade) {
    var tuple = parents.stream().map(parent -> "'" + parent + "', ").toList();
    var text =
        """
        from alembic import op
        revision = '%s'
        down_revision = (%s)
        def upgrade():
            op.execute('%s')
        def downgrade():
            op.execute('%s')
        """
            .formatted(id, parents.isEmpty() ? "None" : String.join("", tuple), upgrade, downgrade);
    try {
      Files.writeString(folder.resolve("scripts/versions/" + id + ".py"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a command to its end.
  public Command run(String... arguments) {
    var line =
        new java.util.ArrayList<>(List.of(program, "-c", folder.resolve("alembic.ini").toString()));
    line.addAll(List.of(arguments));
    return Command.run(line);
  }

  /// The revisions that it takes for current, sorted.
  public List<String> current() {
    return run("current")
        .orFail()
        .lines()
        .map(line -> line.replaceFirst(" .*", ""))
        .sorted()
        .toList();
  }
}
