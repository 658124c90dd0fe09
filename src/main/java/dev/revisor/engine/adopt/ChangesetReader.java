package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a changeset of an XML, YAML or JSON changelog.
final class ChangesetReader {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "id",
          "author",
          "context",
          "contextFilter",
          "labels",
          "dbms",
          "runInTransaction",
          "ignore",
          "runAlways",
          "runOnChange",
          "failOnError",
          "logicalFilePath",
          "objectQuotingStrategy",
          "onValidationFail",
          "runOrder",
          "created",
          "runWith",
          "validCheckSum",
          "comment",
          "rollback",
          "preConditions",
          "tagDatabase",
          "output",
          "empty",
          "modifySql");

  private final LiquibaseLog log;
  private final SourceFolder files;
  private final List<Problem> problems;
  private final Changelogs changelogs;

  ChangesetReader(
      LiquibaseLog log, SourceFolder files, List<Problem> problems, Changelogs changelogs) {
    this.log = log;
    this.files = files;
    this.problems = problems;
    this.changelogs = changelogs;
  }

  void read(SourceFile file, String path, ChangeNode node) {
    var id = node.text("id");
    if (id.isEmpty() || node.get("author").isEmpty()) {
      problems.add(new Problem(file.shown(), node.line(), 0, "a changeset needs id and author"));
      return;
    }
    if (!log.runs(node.attributes(), id)) {
      return;
    }
    var up = new ArrayList<Changeset.Piece>();
    var down = new ArrayList<Changeset.Piece>();
    var stuck = "";
    for (var change : changes(node)) {
      var made = translate(file, change);
      up.addAll(made.up());
      down.addAll(0, made.down().orElse(List.of()));
      stuck = made.down().isEmpty() && stuck.isEmpty() ? change.name() : stuck;
    }
    var written = node.all("rollback");
    var rollback =
        written.isEmpty() ? Optional.<List<Changeset.Piece>>of(down) : rollback(file, written);
    var none = written.isEmpty() && !stuck.isEmpty();
    var changeset =
        new Changeset(
            id,
            node.text("author"),
            node.get("logicalFilePath").orElse(path),
            file,
            node.line(),
            comment(node),
            node.text("runInTransaction").equalsIgnoreCase("false")
                ? TransactionMode.NONE
                : TransactionMode.REVISION,
            up,
            none ? Optional.empty() : rollback,
            none
                ? "the changeset has no rollback, and Liquibase makes none for " + stuck
                : "the changeset's rollback is another changeset's");
    new Preconditions(log).keep(changeset, node.all("preConditions")).ifPresent(log::add);
  }

  private static String comment(ChangeNode node) {
    return node.first("comment").map(each -> each.text(ChangeNode.TEXT)).orElse("").strip();
  }

  /// The changes: children that are not about the changeset. YAML has them in a list.
  private static List<ChangeNode> changes(ChangeNode node) {
    var changes = new ArrayList<ChangeNode>();
    for (var child : node.children()) {
      if (child.name().equals("changes")) {
        changes.addAll(changes(child));
      } else if (!ATTRIBUTES.contains(child.name())) {
        changes.add(child);
      }
    }
    return changes;
  }

  private Optional<List<Changeset.Piece>> rollback(SourceFile file, List<ChangeNode> written) {
    var pieces = new ArrayList<Changeset.Piece>();
    for (var node : written) {
      if (node.get("changeSetId").isPresent()) {
        return Optional.empty();
      }
      var text = node.text(ChangeNode.TEXT);
      if (!text.isBlank() && !text.strip().matches("(?i)(not required|empty);?")) {
        pieces.add(piece(file, node, Delimited.of(node.attributes()).statements(text)));
      }
      changes(node).forEach(change -> pieces.addAll(translate(file, change).up()));
    }
    return Optional.of(pieces);
  }

  /// What a change is in SQL.
  ///
  /// @param down empty where Liquibase has no way back either
  private record Made(List<Changeset.Piece> up, Optional<List<Changeset.Piece>> down) {}

  private Made translate(SourceFile file, ChangeNode change) {
    if (change.name().equals("sql")) {
      var text = change.get("sql").orElse(change.text(ChangeNode.TEXT));
      return written(change, piece(file, change, delimited(change, text)));
    }
    if (change.name().equals("sqlFile")) {
      return changelogs
          .find(file, change.text("path"), change.is("relativeToChangelogFile"), change.line())
          .flatMap(files::read)
          .map(read -> new Changeset.Piece(read.shown(), 1, delimited(change, read.text())))
          .map(piece -> written(change, piece))
          .orElse(new Made(List.of(), Optional.empty()));
    }
    var translated = new ChangeSql(log).translate(change);
    if (translated.isEmpty()) {
      problems.add(
          new Problem(
              file.shown(),
              change.line(),
              0,
              "the change "
                  + change.name()
                  + " is not translated; write it as <sql> (liquibase update-sql prints it)"));
      return new Made(List.of(), Optional.empty());
    }
    return new Made(
        pieces(file, change, translated.get().up()),
        translated.get().down().map(down -> pieces(file, change, down)));
  }

  private Made written(ChangeNode change, Changeset.Piece piece) {
    return log.runs(java.util.Map.of("dbms", change.text("dbms")), change.name())
        ? new Made(List.of(piece), Optional.empty())
        : new Made(List.of(), Optional.of(List.of()));
  }

  private static String delimited(ChangeNode change, String text) {
    return Delimited.of(change.attributes()).statements(text);
  }

  private List<Changeset.Piece> pieces(SourceFile file, ChangeNode change, List<String> sql) {
    return sql.stream().map(text -> piece(file, change, text + ";\n")).toList();
  }

  private Changeset.Piece piece(SourceFile file, ChangeNode node, String text) {
    return new Changeset.Piece(file.shown(), node.line(), log.resolve(text));
  }
}
