package dev.revisor.script;

/// Follows the SQL-standard bodies of functions and procedures, in which semicolons end no
/// statement. As in the server's grammar (`opt_routine_body` in `gram.y`), a body begins with BEGIN
/// ATOMIC in CREATE [OR REPLACE] FUNCTION or PROCEDURE, and ends with an END where a statement
/// could begin. So neither the END of a CASE nor one that is a name (`SELECT 1 END;`) ends it;
/// psql, which counts them, errs on the latter.
final class RoutineBody {
  private enum Step {
    START,
    CREATE,
    OR,
    ROUTINE,
    BEGIN,
    OTHER
  }

  private Step step = Step.START;
  private int depth;
  private long opening;
  private long begin;

  /// Begins a statement.
  void reset() {
    step = Step.START;
    depth = 0;
  }

  /// Whether a word would change anything; if not it need not be looked at.
  boolean isCurious() {
    return step != Step.OTHER;
  }

  /// A token outside parentheses: a word in upper case, or something that is no key word.
  void token(String word, long offset) {
    step =
        switch (step) {
          case START -> first(word);
          case CREATE -> afterCreate(word);
          case OR -> word.equals("REPLACE") ? Step.CREATE : Step.OTHER;
          case ROUTINE -> word.equals("BEGIN") ? begin(offset) : Step.ROUTINE;
          case BEGIN -> afterBegin(word, offset);
          case OTHER -> Step.OTHER;
        };
  }

  /// A semicolon outside parentheses; whether it ends the statement.
  boolean semicolon() {
    step = Step.START;
    return depth == 0;
  }

  /// Whether a body is open.
  boolean isOpen() {
    return depth > 0;
  }

  /// Where the BEGIN of the outermost open body stands.
  long opening() {
    return opening;
  }

  private Step first(String word) {
    if (depth > 0 && word.equals("END")) {
      depth--;
      return Step.OTHER;
    }
    return word.equals("CREATE") ? Step.CREATE : Step.OTHER;
  }

  private static Step afterCreate(String word) {
    return switch (word) {
      case "OR" -> Step.OR;
      case "FUNCTION", "PROCEDURE" -> Step.ROUTINE;
      default -> Step.OTHER;
    };
  }

  private Step begin(long offset) {
    begin = offset;
    return Step.BEGIN;
  }

  private Step afterBegin(String word, long offset) {
    return switch (word) {
      case "ATOMIC" -> {
        opening = depth++ == 0 ? begin : opening;
        yield Step.START;
      }
      case "BEGIN" -> begin(offset);
      default -> Step.ROUTINE;
    };
  }
}
