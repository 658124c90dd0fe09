package dev.revisor.engine.run;

import dev.revisor.engine.history.Interrupted;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RunResult;
import dev.revisor.plan.Direction;
import dev.revisor.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Five revisions that write down in a table of their own what they do: what is written twice was
/// done twice. One of them runs without a transaction.
final class Ledger {
  static final String HEAD = "r7";
  private static final List<String> UP =
      List.of(
          "up r0", "up r1", "up r2 1", "up r2 2", "up r2 3", "up r3", "up r4", "up r5", "up r6",
          "up r7");
  private static final List<String> DOWN =
      List.of(
          "down r7",
          "down r6",
          "down r5",
          "down r4",
          "down r3",
          "down r2 1",
          "down r2 2",
          "down r1",
          "down r0");
  private static final Pattern LABEL = Pattern.compile("(up|down) r\\d( \\d)?");
  private static final int MOST_RUNS = 4;

  /// The revisions; the last of them can be sent together.
  static final List<String> IDS = List.of("r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7");

  private static final String TABLES =
      "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";
  private static final String STEPS =
      """
      SELECT s.revision FROM revisor.step s JOIN revisor.run r ON r.id = s.run_id
       WHERE r.sequence > %d ORDER BY r.sequence, s.ordinal""";
  private static final String MISREPORTED =
      """
      SELECT r.outcome || ' ' || r.steps::text FROM revisor.run r
       WHERE r.sequence > %d
         AND ARRAY(SELECT e ->> 'revision' FROM jsonb_array_elements(r.steps) e)
             <> ARRAY(SELECT s.revision::text FROM revisor.step s
                       WHERE s.run_id = r.id ORDER BY s.ordinal)""";
  private static final String LAST =
      "SELECT to_revisions::text FROM revisor.run ORDER BY sequence DESC LIMIT 1";
  private static final String ENDLESS = "SELECT id FROM revisor.run WHERE outcome IS NULL";
  private static final String INVALID =
      "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid";

  final Workbench bench;
  private int repairs;

  Ledger(Workbench bench) {
    this.bench = bench;
    bench.database.execute(
        "CREATE SCHEMA watch; CREATE TABLE watch.ledger (n serial, what text NOT NULL)");
    bench
        .scripts
        .add(
            "r0",
            "",
            write("up r0") + "CREATE TABLE t (x int);",
            "DROP TABLE t;" + write("down r0"))
        .add("r1", "r0", "COPY t FROM stdin;\n1\n2\n\\.\n" + write("up r1"), write("down r1"))
        .file("r2", withoutTransaction())
        .add(
            "r3",
            "r2",
            "CREATE TABLE d (x int);\n" + write("up r3"),
            "DROP TABLE d;" + write("down r3"))
        .add("r4", "r3", write("up r4"), write("down r4"))
        .add("r5", "r4", write("up r5"), write("down r5"))
        .add("r6", "r5", write("up r6"), write("down r6"))
        .add("r7", "r6", write("up r7"), write("down r7"));
  }

  private static String write(String what) {
    return "INSERT INTO watch.ledger (what) VALUES ('" + what + "');\n";
  }

  private static String withoutTransaction() {
    return """
    -- revisor:revision r2
    -- revisor:revises r1
    -- revisor:upgrade transaction=none
    """
        + write("up r2 1")
        + "CREATE INDEX CONCURRENTLY i ON t (x);\n"
        + "BEGIN /* up r2 2 */ WORK;\n"
        + write("up r2 2")
        + "COMMIT /* up r2 2 */ WORK;\nVACUUM t;\n"
        + write("up r2 3")
        + "-- revisor:downgrade transaction=none\n"
        + write("down r2 1")
        + "DROP INDEX CONCURRENTLY IF EXISTS i;\n"
        + write("down r2 2");
  }

  /// Goes all the way.
  RunResult run(Direction direction) {
    return direction == Direction.UPGRADE
        ? bench.upgrade("head")
        : bench.apply(Planner.Backwards.ALLOWED, "base");
  }

  /// Runs until nothing is left to do, and repairs where that is asked for.
  RunResult finish(Direction direction) {
    var result = run(direction);
    for (var runs = 1; result.reason() == Reason.InterruptedRevision && runs < MOST_RUNS; runs++) {
      repair();
      result = run(direction);
    }
    return result;
  }

  /// As somebody would who looks at the database: what is in the ledger was done.
  private void repair() {
    repairs++;
    var statement =
        bench.interrupted().stream().flatMap(Ledger::statement).findFirst().orElseThrow();
    var label = LABEL.matcher(statement);
    var isDone = label.find() && written().contains(label.group());
    bench
        .executor()
        .repair(
            bench.request("repair"), isDone ? Repair.STATEMENT_DONE : Repair.STATEMENT_NOT_DONE);
  }

  private static Stream<String> statement(Interrupted interrupted) {
    return interrupted.statement().stream();
  }

  /// How often somebody had to look.
  int repairs() {
    return repairs;
  }

  private List<String> written() {
    return bench.database.list("SELECT what FROM watch.ledger ORDER BY n");
  }

  /// Where the history is, to look at what comes after it.
  long mark() {
    bench.database.execute("TRUNCATE watch.ledger");
    return bench.hasHistory()
        ? Long.parseLong(bench.database.value("SELECT coalesce(max(sequence), 0) FROM revisor.run"))
        : 0;
  }

  /// Whether something was done since, but not all of it.
  boolean isHalfWay(Direction direction) {
    var written = written();
    return !written.isEmpty() && !written.equals(expected(direction));
  }

  private static List<String> expected(Direction direction) {
    return direction == Direction.UPGRADE ? UP : DOWN;
  }

  /// What is not as it must be after all was finished; nothing where all is.
  List<String> violations(Direction direction, RunResult last, long mark) {
    var found = new ArrayList<String>();
    if (last.outcome() != Outcome.Succeeded && last.outcome() != Outcome.NothingToDo) {
      found.add("not finished: " + last.message());
    }
    var facts = facts(direction, mark);
    var columns = facts.stream().map(Fact::column).collect(Collectors.joining(", "));
    var actual = bench.database.list("SELECT unnest(ARRAY[" + columns + "])");
    for (var i = 0; i < facts.size(); i++) {
      facts.get(i).difference(actual.get(i)).ifPresent(found::add);
    }
    return found;
  }

  private static List<Fact> facts(Direction direction, long mark) {
    var up = direction == Direction.UPGRADE;
    var ids = up ? IDS : List.<String>of();
    return List.of(
        new Fact("done", "SELECT what FROM watch.ledger ORDER BY n", expected(direction)),
        new Fact("rows", "SELECT version_num FROM revisor.version", up ? List.of(HEAD) : ids),
        new Fact("recorded revisions", "SELECT id FROM revisor.revision ORDER BY id", ids),
        new Fact("tables", TABLES, up ? List.of("d", "t") : ids),
        new Fact("steps", STEPS.formatted(mark), up ? IDS : IDS.reversed()),
        new Fact("runs that tell of other steps", MISREPORTED.formatted(mark), List.of()),
        new Fact("where the last run came to", LAST, List.of(up ? "{r7}" : "{}")),
        new Fact("runs without an end", ENDLESS, List.of()),
        new Fact("progress", "SELECT statement FROM revisor.progress", List.of()),
        new Fact("invalid indexes", INVALID, List.of()));
  }

  /// What a query of one column must give.
  private record Fact(String what, String query, List<String> expected) {
    String column() {
      return "array_to_string(ARRAY(" + query + "), ', ')";
    }

    Optional<String> difference(String actual) {
      var wanted = String.join(", ", expected);
      return actual.equals(wanted)
          ? Optional.empty()
          : Optional.of(what + ": " + actual + " in place of " + wanted);
    }
  }
}
