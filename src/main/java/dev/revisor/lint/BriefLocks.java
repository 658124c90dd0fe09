package dev.revisor.lint;

import dev.revisor.revision.GraphResult;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Script;
import dev.revisor.script.ScriptReader;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;

/// Several tables locked in one transaction, where none of the locks is held for longer than the
/// catalogs take to change: nothing in it reads or writes rows. What belongs together, as a type
/// and the columns that have it, then need not be parted.
public final class BriefLocks {
  private static final RevisionId ID = new RevisionId("a");

  /// Makes nobody wait by itself, and reads all rows while what was locked before stays locked.
  private static final String VALIDATION = " VALIDATE CONSTRAINT ";

  private static final String HEADER = "-- revisor:revision " + ID + "\n";

  private BriefLocks() {}

  /// The allowance for a script that locks so, without a line end; empty for one that locks one
  /// table at a time, and for one whose locks are held for long.
  ///
  /// @param sections a revision file without its header
  public static String allowance(String sections) {
    var text = HEADER + sections;
    if (sections.contains(VALIDATION)
        || !(ScriptReader.read(text) instanceof ScriptReader.Result.Valid(var script))) {
      return "";
    }
    var found = findings(script, text);
    var locking =
        found.stream()
            .filter(finding -> finding.rule().equals(LockChecks.SEVERAL))
            .map(Finding::part)
            .collect(Collectors.toSet());
    var isLong = found.stream().anyMatch(each -> locking.contains(each.part()) && takesLong(each));
    return locking.isEmpty() || isLong
        ? ""
        : "-- revisor:allow %s no statement reads or writes rows"
            .formatted(LockChecks.SEVERAL.id());
  }

  private static boolean takesLong(Finding finding) {
    var rule = finding.rule();
    return !rule.equals(LockChecks.SEVERAL)
        && !rule.equals(IndexChecks.DROP)
        && (rule.level() == Level.REWRITING
            || rule.level() == Level.LOCKING
            || rule.equals(TransactionChecks.MIXED)
            || rule.equals(TransactionChecks.UNBATCHED));
  }

  private static List<Finding> findings(Script script, String text) {
    var revision =
        new Revision(ID, List.of(), List.of(), List.of(), "", null, Revision.Origin.file("(new)"));
    var source =
        new Linter.Source() {
          @Override
          public Script script(RevisionId id) {
            return script;
          }

          @Override
          public Reader open(RevisionId id) {
            return new StringReader(text);
          }
        };
    return RevisionGraph.of(List.of(revision)) instanceof GraphResult.Valid(var graph)
        ? new Linter(graph, source, LintOptions.DEFAULTS, RevisionFacts.NONE).lint(List.of(ID))
        : List.of();
  }
}
