package dev.revisor.engine.adopt;

import dev.revisor.script.Variables;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// What to read.
///
/// @param directory absolute
/// @param values of placeholders, put in where no variable can stand
/// @param alembic the command that is Alembic, in words
/// @param shown how files are called to the user
public record Order(
    Path directory,
    Variables values,
    Unreadable unreadable,
    List<String> alembic,
    Function<Path, String> shown) {
  public Order {
    alembic = List.copyOf(alembic);
  }

  /// What becomes of migrations that are not SQL.
  public enum Unreadable {
    /// They are problems.
    REFUSED,
    /// They become revisions that fail when they are run, and say what to write.
    STUBS
  }
}
