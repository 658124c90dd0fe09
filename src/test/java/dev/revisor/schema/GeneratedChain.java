package dev.revisor.schema;

import dev.revisor.lint.BriefLocks;
import dev.revisor.lint.Finding;
import dev.revisor.lint.Level;
import dev.revisor.lint.LintOptions;
import dev.revisor.lint.Lints;
import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.ddl.Stage.Form;
import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.schema.diff.Difference;
import dev.revisor.schema.diff.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The revisions that are generated for a difference, behind one that makes the old schema.
final class GeneratedChain {
  private static final Set<String> AVOIDED =
      Set.of("non-robust-script", "add-required-column", "primary-key-direct", "set-not-null");
  private static final Set<String> AVOIDABLE =
      Set.of(
          "concurrently-in-transaction",
          "validate-in-same-transaction",
          "transaction-statements",
          "truncate-cascade",
          "identifier-too-long");

  private static final String SEVERAL = "several-locks-in-one-transaction";

  private final Lints lints = new Lints();
  private final List<String> texts = new ArrayList<>();
  private final List<Difference> undoings = new ArrayList<>();
  private Catalog state;

  GeneratedChain(Catalog nothing, Catalog before) {
    this.state = before;
    var base = CatalogDiff.between(nothing, before, Manner.PLAIN);
    lints.revision("r0", "", "-- revisor:upgrade\n" + base.sql());
    lints.with(LintOptions.DEFAULTS.withServer(before.serverVersion(), Map.of()));
  }

  /// One revision more.
  void add(Part part, Catalog after) {
    var down = CatalogDiff.undoing(part, after, state);
    var alone = part.form() == Form.CONCURRENT || !down.isInOneTransaction();
    var number = texts.size() + 1;
    var text =
        "-- revisor:upgrade%s\n%s\n-- revisor:downgrade%s\n%s"
            .formatted(
                part.form() == Form.CONCURRENT ? " transaction=none" : "",
                new Difference(List.of(), List.of(part)).sql(),
                alone ? " transaction=none" : "",
                down.sql());
    lints.revision("r" + number, "r" + (number - 1), BriefLocks.allowance(text) + "\n" + text);
    texts.add(text);
    undoings.addFirst(down);
    state = after;
  }

  /// The downgrades, the last first.
  List<Difference> undoings() {
    return undoings;
  }

  /// What lint finds that another way of writing would have kept from it: not what the difference
  /// itself takes away or writes anew, nor hints to a person.
  List<String> complaints() {
    var found = findings();
    return found.stream()
        .filter(
            finding ->
                AVOIDABLE.contains(finding.rule().id())
                    || finding.rule().id().equals(SEVERAL) && isBrief(finding, found)
                    || finding.part() == dev.revisor.lint.Part.UPGRADE
                        && AVOIDED.contains(finding.rule().id())
                        && !isOfPartitioned(finding)
                        && !isTemporal(finding))
        .map(Finding::toString)
        .toList();
  }

  /// Whether nothing takes long in the sections of a revision that lock several tables.
  private boolean isBrief(Finding several, List<Finding> found) {
    var number = Integer.parseInt(several.revision().value().substring(1));
    if (texts.get(number - 1).contains(" VALIDATE CONSTRAINT ")) {
      return false;
    }
    var ofRevision =
        found.stream().filter(other -> other.revision().equals(several.revision())).toList();
    var parts =
        ofRevision.stream()
            .filter(each -> each.rule().id().equals(SEVERAL))
            .map(Finding::part)
            .collect(Collectors.toSet());
    return ofRevision.stream()
        .filter(other -> parts.contains(other.part()) && !other.rule().id().equals(SEVERAL))
        .noneMatch(other -> Set.of(Level.LOCKING, Level.REWRITING).contains(other.rule().level()));
  }

  /// A key of a partitioned table takes no index that is there.
  private boolean isOfPartitioned(Finding finding) {
    return finding.rule().id().equals("primary-key-direct")
        && state.objects().values().stream()
            .filter(table -> table.is("partitionBy"))
            .anyMatch(table -> finding.message().contains(" " + table.id().qualified() + " "));
  }

  /// Nor does one WITHOUT OVERLAPS: lint proposes no index either.
  private static boolean isTemporal(Finding finding) {
    return finding.rule().id().equals("primary-key-direct")
        && !finding.alternative().contains("USING INDEX");
  }

  private List<Finding> findings() {
    var ids = new String[texts.size()];
    for (var at = 0; at < ids.length; at++) {
      ids[at] = "r" + (at + 1);
    }
    return lints.findings(ids).stream().filter(finding -> !finding.isSuppressed()).toList();
  }

  @Override
  public String toString() {
    return String.join("\n=====\n", texts);
  }
}
