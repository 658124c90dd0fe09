package dev.revisor.engine.desired;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.environment.EnvironmentDirectory;
import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.environment.SchemaSource;
import dev.revisor.engine.scratch.Company;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Loads the desired schema from where `revisor.yaml` says. A database that is named by a URL needs
/// no loading.
public final class DesiredSchema {
  private final EnvironmentDirectory directory;

  public DesiredSchema(EnvironmentDirectory directory) {
    this.directory = directory;
  }

  /// Loads the source into an empty database.
  ///
  /// @param company who else is on the server
  /// @return everything that is wrong; empty when the schema is there
  public List<Problem> load(SchemaSource source, Connection scratch, Company company) {
    var problems = new ArrayList<Problem>();
    var loader = new Loading(scratch, company);
    switch (source) {
      case SchemaSource.File(var path) -> {
        var text = text(path, problems);
        if (problems.isEmpty()) {
          inOrder(loader, path, text, problems);
        }
      }
      case SchemaSource.Directory(var path) -> directory(loader, path, problems);
      case SchemaSource.Command(var words, var timeout) -> {
        var output = new CommandOutput(directory.path(), timeout);
        var text = output.of(words.getFirst(), words, problems);
        if (problems.isEmpty()) {
          inOrder(loader, "(output of " + words.getFirst() + ")", text, problems);
        }
      }
      case SchemaSource.Jpa jpa -> {
        var text = new JpaSchema(directory.path(), majorVersion(scratch)).ddl(jpa, problems);
        if (problems.isEmpty()) {
          inOrder(loader, "(schema of the JPA entities)", text, problems);
        }
      }
      case SchemaSource.Url _ -> throw new IllegalArgumentException("a URL needs no loading");
    }
    return problems;
  }

  private static int majorVersion(Connection scratch) {
    try {
      return scratch.getMetaData().getDatabaseMajorVersion();
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot read the server's version");
    }
  }

  private static void inOrder(Loading loader, String file, String text, List<Problem> problems) {
    var parsed = SqlSource.of(file, text, problems);
    if (problems.isEmpty()) {
      problems.addAll(loader.inOrder(parsed.pieces()));
    }
  }

  private void directory(Loading loader, String path, List<Problem> problems) {
    var folder = directory.path().resolve(path);
    var sources = new ArrayList<SqlSource>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(DesiredSchema::isSql).sorted().toList()) {
        var shown = directory.shown(file);
        var text = text(shown, problems);
        sources.add(SqlSource.of(shown, text, problems));
      }
    } catch (IOException e) {
      problems.add(new Problem(path, 0, 0, "cannot be read: " + e.getClass().getSimpleName()));
    }
    if (problems.isEmpty()) {
      problems.addAll(new AnyOrder(loader).load(sources));
    }
  }

  private static boolean isSql(Path file) {
    var name = file.getFileName().toString();
    return Files.isRegularFile(file) && name.endsWith(".sql") && !name.startsWith(".");
  }

  private String text(String path, List<Problem> problems) {
    try {
      return Files.readString(directory.path().resolve(path));
    } catch (IOException e) {
      problems.add(
          new Problem(
              path,
              0,
              0,
              "the desired schema cannot be read: "
                  + (e instanceof NoSuchFileException
                      ? "there is no such file"
                      : e.getClass().getSimpleName())
                  + "; write it there, or name another with 'schema' in revisor.yaml"));
      return "";
    }
  }
}
