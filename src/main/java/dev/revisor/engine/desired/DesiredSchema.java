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
import java.util.TreeMap;
import java.util.function.IntSupplier;

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
    var text = read(source, () -> majorVersion(scratch), problems);
    return problems.isEmpty() ? text.load(scratch, company) : problems;
  }

  /// What the source says, without loading it.
  ///
  /// @param majorVersion of the server that it is for
  /// @param problems takes everything that is wrong
  public DesiredText read(SchemaSource source, IntSupplier majorVersion, List<Problem> problems) {
    return switch (source) {
      case SchemaSource.File(var path) -> DesiredText.of(path, text(path, problems));
      case SchemaSource.Directory(var path) -> directory(path, problems);
      case SchemaSource.Command(var words, var timeout) -> {
        var output = new CommandOutput(directory.path(), timeout);
        var text = output.of(words.getFirst(), words, problems);
        yield DesiredText.of("(output of " + words.getFirst() + ")", text);
      }
      case SchemaSource.Jpa jpa -> {
        var text = new JpaSchema(directory.path(), majorVersion.getAsInt()).ddl(jpa, problems);
        yield DesiredText.of("(schema of the JPA entities)", text);
      }
      case SchemaSource.Url _ -> throw new IllegalArgumentException("a URL needs no loading");
    };
  }

  private static int majorVersion(Connection scratch) {
    try {
      return scratch.getMetaData().getDatabaseMajorVersion();
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot read the server's version");
    }
  }

  private DesiredText directory(String path, List<Problem> problems) {
    var folder = directory.path().resolve(path);
    var texts = new TreeMap<String, String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(DesiredSchema::isSql).toList()) {
        var shown = directory.shown(file);
        texts.put(shown, text(shown, problems));
      }
    } catch (IOException e) {
      problems.add(new Problem(path, 0, 0, "cannot be read: " + e.getClass().getSimpleName()));
    }
    return new DesiredText(texts, DesiredText.Order.ANY);
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
