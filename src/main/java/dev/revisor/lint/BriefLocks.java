package dev.revisor.lint;

import dev.revisor.revision.GraphResult;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Lexeme;
import dev.revisor.script.Script;
import dev.revisor.script.ScriptReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Several tables locked in one transaction, where none of the locks is held for longer than the
/// catalogs take to change: nothing in it reads or writes rows. What belongs together, as a type
/// and the columns that have it, then need not be parted.
public final class BriefLocks {
  private static final RevisionId ID = new RevisionId("a");

  private static final String HEADER = "-- revisor:revision " + ID + "\n";

  private BriefLocks() {}

  /// The allowance for a script that locks so, without a line end; empty for one that locks one
  /// table at a time, and for one whose locks are held for long.
  ///
  /// @param sections a revision file without its header
  public static String allowance(String sections) {
    var text = HEADER + sections;
    if (!(ScriptReader.read(text) instanceof ScriptReader.Result.Valid(var script))) {
      return "";
    }
    var found = findings(script, text);
    var locking =
        found.stream()
            .filter(finding -> finding.rule().equals(LockChecks.SEVERAL))
            .map(Finding::part)
            .collect(Collectors.toSet());
    var isLong =
        found.stream().anyMatch(each -> locking.contains(each.part()) && takesLong(each))
            || validating(script, text).stream().anyMatch(locking::contains);
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

  /// The sections that validate constraints. That makes nobody wait by itself, and reads all rows
  /// while what was locked before stays locked.
  private static Set<Part> validating(Script script, String text) {
    try {
      var read = LintScript.read(script, () -> new StringReader(text));
      var parts = EnumSet.noneOf(Part.class);
      if (validates(read.upgrade())) {
        parts.add(Part.UPGRADE);
      }
      if (read.downgrade().filter(BriefLocks::validates).isPresent()) {
        parts.add(Part.DOWNGRADE);
      }
      return parts;
    } catch (IOException e) {
      throw new UncheckedIOException("a text can be read", e);
    }
  }

  private static boolean validates(LintScript.LintSection section) {
    return section.statements().stream().map(LintStatement::lexemes).anyMatch(BriefLocks::validate);
  }

  /// Of a table or a domain.
  private static boolean validate(List<Lexeme> statement) {
    return !statement.isEmpty()
        && statement.getFirst().isWord("ALTER")
        && IntStream.range(1, statement.size())
            .anyMatch(
                at ->
                    statement.get(at - 1).isWord("VALIDATE")
                        && statement.get(at).isWord("CONSTRAINT"));
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
