package dev.revisor.script;

/// Finds out where a COPY reads from or writes to: `COPY … FROM stdin` is followed by its data. In
/// the server's grammar (`CopyStmt` in `gram.y`) the direction is the first FROM or TO outside
/// parentheses that is not part of a qualified name; STDIN and STDOUT mean the same there.
final class CopyTarget {
  private enum Step {
    START,
    SUBJECT,
    DOT,
    FROM,
    TO,
    DONE
  }

  /// What kind of COPY it is.
  enum Outcome {
    /// No COPY, or one of a file or a program.
    NONE,
    /// `COPY … FROM stdin`.
    FROM_CLIENT,
    /// `COPY … TO stdout`.
    TO_CLIENT
  }

  private Step step = Step.START;
  private Outcome outcome = Outcome.NONE;

  /// Begins a statement.
  void reset() {
    step = Step.START;
    outcome = Outcome.NONE;
  }

  /// Whether a word would change anything; if not it need not be looked at.
  boolean isCurious() {
    return step != Step.DONE;
  }

  Outcome outcome() {
    return outcome;
  }

  /// A token outside parentheses: a word in upper case, or something that is no key word.
  void token(String word) {
    step =
        switch (step) {
          case START -> word.equals("COPY") ? Step.SUBJECT : Step.DONE;
          case SUBJECT -> subject(word);
          case DOT -> Step.SUBJECT;
          case FROM, TO -> end(word);
          case DONE -> Step.DONE;
        };
  }

  private static Step subject(String word) {
    return switch (word) {
      case "." -> Step.DOT;
      case "FROM" -> Step.FROM;
      case "TO" -> Step.TO;
      default -> Step.SUBJECT;
    };
  }

  private Step end(String word) {
    if (word.equals("STDIN") || word.equals("STDOUT")) {
      outcome = step == Step.FROM ? Outcome.FROM_CLIENT : Outcome.TO_CLIENT;
    }
    return Step.DONE;
  }
}
