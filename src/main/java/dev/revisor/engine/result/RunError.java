package dev.revisor.engine.result;

import dev.revisor.revision.RevisionId;
import org.jspecify.annotations.Nullable;

/// What went wrong in a run, as far as it is known.
///
/// @param message one sentence, lower case, without a full stop
/// @param revision the revision that was being run
/// @param direction `upgrade` or `downgrade`
/// @param file the revision's file as the user knows it, or `stored downgrade`
/// @param line 1-based; 0 when unknown
/// @param column 1-based; 0 when unknown
/// @param statement its beginning, at most [#MAX_STATEMENT] characters
/// @param sqlState five characters, PostgreSQL's appendix A
/// @param hint what to do
public record RunError(
    Fault fault,
    String message,
    @Nullable RevisionId revision,
    @Nullable String direction,
    @Nullable String file,
    int line,
    int column,
    @Nullable String statement,
    @Nullable String sqlState,
    @Nullable String hint) {
  /// Longer statements are cut, in characters.
  public static final int MAX_STATEMENT = 200;

  public RunError {
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException(
          "line and column must not be negative, were " + line + " and " + column);
    }
    statement = statement == null ? null : cut(statement);
  }

  /// The beginning of a statement, at most [#MAX_STATEMENT] characters.
  public static String cut(String statement) {
    return Cut.characters(statement, MAX_STATEMENT);
  }

  /// One that knows its message alone.
  public static RunError of(Fault fault, String message) {
    return new RunError(fault, message, null, null, null, 0, 0, null, null, null);
  }

  public RunError withHint(String text) {
    return new RunError(
        fault, message, revision, direction, file, line, column, statement, sqlState, text);
  }

  public RunError withSqlState(@Nullable String state) {
    return new RunError(
        fault, message, revision, direction, file, line, column, statement, state, hint);
  }

  public RunError withStatement(String text) {
    return new RunError(
        fault, message, revision, direction, file, line, column, text, sqlState, hint);
  }

  /// At a place in a file; 0 for a line or column that is not known.
  public RunError at(String inFile, int atLine, int atColumn) {
    return new RunError(
        fault, message, revision, direction, inFile, atLine, atColumn, statement, sqlState, hint);
  }

  public RunError during(RevisionId step, String stepDirection) {
    return new RunError(
        fault, message, step, stepDirection, file, line, column, statement, sqlState, hint);
  }

  /// The field `error` of a RunResult.
  public String toJson() {
    return RunResultWriter.error(this);
  }

  /// Reads what [#toJson] wrote, here or in another version.
  public static RunError parse(String json) {
    return RunResultReader.error(json);
  }

  /// `file:line:column: message`, as far as known.
  public String located() {
    if (file == null) {
      return message;
    }
    var place = line == 0 ? file : file + ":" + line + (column == 0 ? "" : ":" + column);
    return place + ": " + message;
  }
}
