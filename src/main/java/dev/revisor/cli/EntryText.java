package dev.revisor.cli;

import dev.revisor.cli.Entry.Headship;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Revisions in lists, as Alembic prints them (alembic/script/base.py, `Script.cmd_format`).
final class EntryText {
  /// What a line holds beside the id and the marks of heads.
  enum Part {
    PARENTS,
    LABELS,
    /// (branchpoint), (mergepoint)
    TREE,
    MESSAGE
  }

  /// As `history` prints a revision.
  static final Set<Part> FULL = EnumSet.allOf(Part.class);

  private EntryText() {}

  /// One line: `b2 -> c3 (shop) (head) (current), message`.
  static String line(Entry entry, Set<Part> parts) {
    var text = new StringBuilder();
    if (parts.contains(Part.PARENTS)) {
      text.append(parents(entry));
      text.append(
          entry.dependsOnAsWritten().isEmpty()
              ? ""
              : " (" + comma(entry.dependsOnAsWritten()) + ")");
      text.append(" -> ");
    }
    text.append(entry.id());
    if (parts.contains(Part.LABELS) && !entry.labels().isEmpty()) {
      text.append(" (").append(comma(entry.labels())).append(")");
    }
    text.append(entry.headship() == Headship.HEAD ? " (head)" : "");
    text.append(entry.headship() == Headship.EFFECTIVE_HEAD ? " (effective head)" : "");
    text.append(entry.isCurrent() ? " (current)" : "");
    if (parts.contains(Part.TREE)) {
      text.append(entry.isBranchpoint() ? " (branchpoint)" : "");
      text.append(entry.isMergepoint() ? " (mergepoint)" : "");
    }
    if (parts.contains(Part.MESSAGE) && !entry.message().isEmpty()) {
      text.append(", ").append(entry.message().lines().findFirst().orElse(""));
    }
    return text.toString();
  }

  /// Several lines, as `show` and `-v` print them.
  ///
  /// @param path the file, absolute
  static List<String> paragraph(Entry entry, String path) {
    var lines = new ArrayList<String>();
    lines.add("Rev: " + entry.id() + marks(entry));
    lines.add((entry.isMergepoint() ? "Merges: " : "Parent: ") + parents(entry));
    field(lines, "Also depends on", entry.dependsOnAsWritten());
    if (entry.isBranchpoint()) {
      field(lines, "Branches into", entry.children());
    }
    field(lines, "Branch names", entry.labels());
    lines.add("Path: " + path);
    lines.add("");
    entry.message().lines().forEach(line -> lines.add("    " + line));
    lines.add("");
    field(lines, "    Revision ID", List.of(entry.id()));
    field(lines, "    Revises", entry.revises());
    field(lines, "    Create Date", entry.created().stream().toList());
    lines.add("");
    return lines;
  }

  private static String marks(Entry entry) {
    return (entry.isHead() ? " (head)" : "")
        + (entry.isBranchpoint() ? " (branchpoint)" : "")
        + (entry.isMergepoint() ? " (mergepoint)" : "")
        + (entry.isCurrent() ? " (current)" : "");
  }

  private static void field(List<String> lines, String name, Collection<?> values) {
    if (!values.isEmpty()) {
      lines.add(name + ": " + comma(values));
    }
  }

  private static String parents(Entry entry) {
    return entry.revises().isEmpty() ? "<base>" : comma(entry.revises());
  }

  private static String comma(Collection<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
