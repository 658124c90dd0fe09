package dev.revisor.lint;

import dev.revisor.lint.sql.TableAction;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Collects the findings of one revision's section.
final class Report {
  private static final String UNDOES = "it undoes what this revision's own upgrade did";

  private final Header header;
  private final Allowances allowances;
  private final Set<String> undone;
  private final LintOptions options;
  private final List<Finding> found = new ArrayList<>();

  /// What all findings of a section share.
  record Header(RevisionId revision, String path, Part part) {}

  /// @param undone what the downgrade may undo without a finding; see [Deeds]
  Report(Header header, Allowances allowances, Set<String> undone, LintOptions options) {
    this.header = header;
    this.allowances = allowances;
    this.undone = undone;
    this.options = options;
  }

  /// Of the whole statement.
  void add(Rule rule, Place place, String message, String alternative) {
    add(rule, place.statement().start(), message, alternative, Optional.empty());
  }

  /// Of an action within the statement.
  void add(Rule rule, Place place, TableAction action, String message, String alternative) {
    add(rule, place.statement().positionAt(action.at()), message, alternative, Optional.empty());
  }

  /// Of what begins at a character of the statement.
  void at(Rule rule, Place place, int offset, String message, String alternative) {
    add(rule, place.statement().positionAt(offset), message, alternative, Optional.empty());
  }

  /// Of something that undoes `deed`, see [Deeds]: in a downgrade whose upgrade did it, it does not
  /// count.
  void undoing(String deed, Rule rule, Place place, int offset, String message, String instead) {
    var own = undone.contains(deed) ? Optional.of(UNDOES) : Optional.<String>empty();
    add(rule, place.statement().positionAt(offset), message, instead, own);
  }

  void add(
      Rule rule,
      Position position,
      String message,
      String alternative,
      Optional<String> suppression) {
    if (options.isOn(rule)) {
      var allowed = suppression.or(() -> allowances.reason(rule.id(), position));
      found.add(
          new Finding(
              rule,
              header.revision(),
              header.part(),
              header.path(),
              position,
              message,
              alternative,
              allowed));
    }
  }

  List<Finding> found() {
    return found;
  }
}
