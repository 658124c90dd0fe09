package dev.revisor.engine.run;

import dev.revisor.engine.history.HistorySql;
import dev.revisor.engine.history.RunKey;
import dev.revisor.engine.history.Took;
import java.util.ArrayList;
import java.util.List;

/// What is sent around a script: as it stands, or by statements that the session has prepared, for
/// steps that are sent together.
final class StepSql {
  /// Set for the transaction alone: it is gone when a script ended the transaction and began
  /// another.
  private static final String MARK = "revisor.step";

  /// The last step that was committed and had the next one's beginning sent right behind it: what
  /// is sent of the next one before that is known has no effect where it was not.
  private static final String COMMITTED = "revisor.committed";

  private static final String MARKED_NAME = "revisor_marked";
  private static final String FOLLOWS_NAME = "revisor_follows";

  private final LockedSession locked;
  private final HistorySql history;
  private final boolean isPrepared;

  private StepSql(LockedSession locked, HistorySql history, boolean isPrepared) {
    this.locked = locked;
    this.history = history;
    this.isPrepared = isPrepared;
  }

  static StepSql asItStands(LockedSession locked, HistorySql history) {
    return new StepSql(locked, history, false);
  }

  /// For a session that has run all of [#preparation].
  static StepSql prepared(LockedSession locked, HistorySql history) {
    return new StepSql(locked, history.prepared(), true);
  }

  List<String> preparation() {
    var statements = new ArrayList<>(history.preparation());
    statements.add("PREPARE " + MARKED_NAME + "(text) AS " + marked("$1"));
    statements.add("PREPARE " + FOLLOWS_NAME + "(text) AS " + follows("$1"));
    return statements;
  }

  /// Begins a step inside a transaction that is open: proves that the lock is ours, and marks the
  /// transaction.
  List<String> beginInside(NumberedStep numbered) {
    return List.of(locked.proof(), mark(numbered));
  }

  List<String> begin(NumberedStep numbered) {
    return List.of("BEGIN", locked.proof(), mark(numbered));
  }

  /// The same right behind the `COMMIT` of a step, if that was committed.
  List<String> beginAfter(NumberedStep before, NumberedStep numbered) {
    return List.of("BEGIN", filled(FOLLOWS_NAME, follows(literal(before)), before), mark(numbered));
  }

  private static String mark(NumberedStep numbered) {
    return "SET LOCAL " + MARK + " = " + literal(numbered);
  }

  /// Fails with 22012 (`division_by_zero`) where the script ended the transaction.
  String requireMark(NumberedStep numbered) {
    return filled(MARKED_NAME, marked(literal(numbered)), numbered);
  }

  private String filled(String name, String statement, NumberedStep parameter) {
    return isPrepared ? "EXECUTE " + name + "(" + literal(parameter) + ")" : statement;
  }

  private static String marked(String number) {
    return require(isSet(MARK, number));
  }

  private String follows(String number) {
    return require(
        "CASE WHEN " + isSet(COMMITTED, number) + " THEN " + locked.isHeld() + " ELSE false END");
  }

  /// A statement that fails with 22012 (`division_by_zero`) unless a condition holds.
  static String require(String condition) {
    return "SELECT 1 / (" + condition + ")::integer";
  }

  private static String isSet(String setting, String value) {
    return "coalesce(current_setting('" + setting + "', true), '') = " + value;
  }

  private static String literal(NumberedStep numbered) {
    return "'" + numbered.number() + "'";
  }

  /// What the session is like when a script begins.
  List<String> settings() {
    return isPrepared ? locked.settings().keepingPrepared() : locked.settings().statements();
  }

  List<String> versionRows(NumberedStep numbered) {
    return history.versionRows(numbered.step().rows());
  }

  List<String> records(NumberedStep numbered, StepScript script, Took took, RunKey run) {
    return Records.of(history, numbered, script, took, run);
  }

  /// For [#beginAfter].
  static String markCommitted(NumberedStep numbered) {
    return "SET " + COMMITTED + " = " + literal(numbered);
  }
}
