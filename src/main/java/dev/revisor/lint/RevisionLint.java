package dev.revisor.lint;

import dev.revisor.lint.LintScript.LintSection;
import dev.revisor.lint.known.Known;
import dev.revisor.lint.sql.Name;
import dev.revisor.revision.Revision;
import dev.revisor.script.Allowance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Runs the rules over one revision.
final class RevisionLint {
  private final Revision revision;
  private final LintOptions options;
  private final Deeds deeds = new Deeds();
  private final Map<Part, SortedMap<Name, Locks.Mode>> locks = new EnumMap<>(Part.class);

  RevisionLint(Revision revision, LintOptions options) {
    this.revision = revision;
    this.options = options;
  }

  /// @param known what there is before; behind, what there is after the upgrade
  List<Finding> run(LintScript script, Known known, RevisionChecks checks) {
    var upgrade = section(script.upgrade(), script.allowances(), known, Part.UPGRADE, Set.of());
    var found = new ArrayList<>(upgrade);
    var ofFile = report(Part.UPGRADE, Allowances.ofFile(script.allowances()), Set.of());
    checks.look(revision.id(), script, upgrade, ofFile);
    AllowanceChecks.look(script.allowances(), ofFile);
    found.addAll(ofFile.found());
    script
        .downgrade()
        .ifPresent(
            section -> {
              var after = known.layer();
              after.beginSection();
              found.addAll(
                  section(section, script.allowances(), after, Part.DOWNGRADE, deeds.done()));
            });
    return found.stream().sorted().toList();
  }

  /// @param known is changed by the section
  List<Finding> section(
      LintSection section, List<Allowance> ofFile, Known known, Part part, Set<String> undone) {
    var report = report(part, Allowances.of(ofFile, section), undone);
    AllowanceChecks.look(section.allowances(), report);
    var progress = new Progress(section.mode());
    for (var statement : section.statements()) {
      var place = new Place(statement, known, progress, part, undone, options);
      Rules.CHECKS.forEach(check -> check.look(place, report));
      note(place);
      if (part == Part.UPGRADE) {
        deeds.note(statement.command(), known);
      }
      progress.pass(statement.command(), known);
      known.apply(statement.command());
    }
    for (var statement : section.statements()) {
      var place = new Place(statement, known, progress, part, undone, options);
      Rules.CHECKS.forEach(check -> check.settle(place, report));
    }
    return report.found();
  }

  private void note(Place place) {
    var ofPart = locks.computeIfAbsent(place.part(), _ -> new TreeMap<>());
    Locks.of(place.command(), place.known())
        .forEach(
            (table, mode) -> {
              if (!place.isNew(table)) {
                ofPart.merge(table, mode, Locks.Mode::stronger);
              }
            });
  }

  /// What the section that has been looked at locks, in the order of the names.
  List<TableLock> locks(Part part) {
    return locks.getOrDefault(part, new TreeMap<>()).entrySet().stream()
        .map(entry -> new TableLock(entry.getKey().toString(), entry.getValue().words()))
        .toList();
  }

  private Report report(Part part, Allowances allowances, Set<String> undone) {
    var header = new Report.Header(revision.id(), revision.origin().path(), part);
    return new Report(header, allowances, undone, options);
  }
}
