package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.ScriptDraft;
import dev.revisor.script.TransactionMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Liquibase: changesets of formatted SQL, XML, YAML and JSON changelogs, from the master changelog
/// on.
final class LiquibaseProject implements ProjectReader {
  private static final String WITHOUT_VALUE =
      "left as they are within quotes, since no property has that name (-x NAME=VALUE sets one): ";

  private final List<Problem> problems = new ArrayList<>();

  @Override
  public Project read(Order order) {
    var log = new LiquibaseLog(order.values().values());
    var files = new SourceFolder(order.shown(), problems);
    var changelogs = new Changelogs(order, log, files, problems);
    changelogs.readAll();
    var placeholders =
        new Placeholders("${", "}", log.properties(), Placeholders.Unknown.KEPT, problems);
    var sections = new Sections(placeholders, problems);
    var ids = new HashSet<String>();
    var keys = new HashSet<String>();
    var migrations = new ArrayList<ForeignMigration>();
    for (var changeset : log.changesets()) {
      if (keys.add(changeset.key())) {
        migrations.add(migration(sections, changeset, ids));
      } else {
        problems.add(
            new Problem(
                changeset.file().shown(),
                changeset.line(),
                0,
                "the changeset " + changeset.key() + " is there twice"));
      }
    }
    placeholders.kept().forEach(place -> log.note(WITHOUT_VALUE, place));
    return Chain.of(order, migrations, problems)
        .notes(log.notes())
        .variables(placeholders.variables())
        .project();
  }

  private static ForeignMigration migration(
      Sections sections, Changeset changeset, Set<String> ids) {
    var up = made(sections, changeset, changeset.sql());
    var down =
        changeset
            .rollback()
            .<ScriptDraft.Undo>map(pieces -> made(sections, changeset, pieces).sql())
            .orElseGet(() -> new ScriptDraft.Irreversible(changeset.noRollback()));
    var words = changeset.comment().isEmpty() ? changeset.id() : changeset.comment();
    var name =
        new Name(
            changeset.key(),
            id(changeset, ids),
            Name.words(words.replace('-', ' ')),
            Optional.empty());
    return ForeignMigration.next(name, up.sql(), down, changeset.shown());
  }

  /// The changeset's own id where it is the first of it and has the form of one.
  private static RevisionId id(Changeset changeset, Set<String> ids) {
    var isFirst = ids.add(changeset.id());
    return isFirst && RevisionId.isValid(changeset.id())
        ? new RevisionId(changeset.id())
        : Name.hashed(changeset.key());
  }

  private static Sections.Made made(
      Sections sections, Changeset changeset, List<Changeset.Piece> pieces) {
    var made =
        pieces.stream()
            .map(
                piece ->
                    sections.make(
                        new Sections.Part(
                            piece.file(),
                            piece.text(),
                            Math.max(1, piece.line()),
                            changeset.mode())))
            .toList();
    var outside = made.stream().anyMatch(each -> each.sql().mode() == TransactionMode.NONE);
    return new Sections.Made(
        new ScriptDraft.Sql(
            outside || changeset.mode() == TransactionMode.NONE && !made.isEmpty()
                ? TransactionMode.NONE
                : TransactionMode.REVISION,
            made.stream().map(each -> each.sql().text()).collect(Collectors.joining("\n"))),
        made.stream().mapToInt(Sections.Made::statements).sum());
  }
}
