package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.ScriptDraft;
import dev.revisor.script.TransactionMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// dbmate: `20151127184807_create_users.sql` with blocks behind `-- migrate:up` and `--
/// migrate:down` and perhaps `transaction:false`; several pairs in a file are allowed and run in
/// their order. Files are ordered by name, the digits in front are the version.
final class DbmateProject implements ProjectReader {
  private static final Pattern NAME = Pattern.compile("(\\d+)(.*)\\.sql");
  private static final Pattern MARK =
      Pattern.compile("--\\s*migrate:(up|down)(?:\\s+(\\S.*?))?\\s*", Pattern.DOTALL);
  private static final String NO_DOWN = "the dbmate migration has nothing under migrate:down";

  private final List<Problem> problems = new ArrayList<>();

  /// Behind one mark.
  private record Block(String way, TransactionMode mode, int line, StringBuilder text) {}

  @Override
  public Project read(Order order) {
    var sections = new Sections(problems);
    var folder = new SourceFolder(order.shown(), problems);
    var migrations = new ArrayList<ForeignMigration>();
    for (var path : folder.files(order.directory())) {
      var name = NAME.matcher(path.getFileName().toString());
      if (name.matches()) {
        var called = Name.of(name.group(1), name.group(1), name.group(2));
        folder
            .read(path)
            .flatMap(file -> migration(sections, called, file))
            .ifPresent(migrations::add);
      }
    }
    migrations.sort(Comparator.comparing(ForeignMigration::source));
    refuseTwins(migrations);
    return Chain.of(order, migrations, problems).project();
  }

  private void refuseTwins(List<ForeignMigration> migrations) {
    migrations.stream()
        .collect(Collectors.groupingBy(ForeignMigration::key))
        .values()
        .forEach(
            same ->
                same.stream()
                    .skip(1)
                    .map(ForeignMigration::source)
                    .map(
                        file ->
                            new Problem(
                                file, 0, 0, "has the same version as " + same.getFirst().source()))
                    .forEach(problems::add));
  }

  private Optional<ForeignMigration> migration(Sections sections, Name name, SourceFile file) {
    var blocks = blocks(file);
    if (blocks.isEmpty()) {
      return Optional.empty();
    }
    var up =
        joined(sections, file, blocks.stream().filter(each -> each.way().equals("up")).toList());
    var down =
        joined(
            sections,
            file,
            blocks.reversed().stream().filter(each -> each.way().equals("down")).toList());
    return Optional.of(
        ForeignMigration.next(name, up.sql(), Sections.undo(up, down, NO_DOWN), file.shown()));
  }

  private static Sections.Made joined(Sections sections, SourceFile file, List<Block> blocks) {
    var made =
        blocks.stream()
            .map(
                block ->
                    sections.make(
                        new Sections.Part(
                            file.shown(), block.text().toString(), block.line(), block.mode())))
            .toList();
    var outside = made.stream().anyMatch(each -> each.sql().mode() == TransactionMode.NONE);
    var text =
        made.stream().map(each -> ended(each.sql().text())).collect(Collectors.joining("\n"));
    return new Sections.Made(
        new ScriptDraft.Sql(outside ? TransactionMode.NONE : TransactionMode.REVISION, text),
        made.stream().mapToInt(Sections.Made::statements).sum());
  }

  /// So that another block can follow.
  private static String ended(String text) {
    return text.isEmpty() || text.endsWith(";") ? text : text + "\n;";
  }

  private List<Block> blocks(SourceFile file) {
    var blocks = new ArrayList<Block>();
    var number = 0;
    for (var line : file.lines()) {
      number++;
      var mark = MARK.matcher(line);
      if (mark.matches()) {
        var options = Optional.ofNullable(mark.group(2)).orElse("").split("\\s+");
        var mode =
            List.of(options).contains("transaction:false")
                ? TransactionMode.NONE
                : TransactionMode.REVISION;
        refuseOrder(file, blocks, mark.group(1), number);
        blocks.add(new Block(mark.group(1), mode, number, new StringBuilder("\n")));
      } else if (!blocks.isEmpty()) {
        blocks.getLast().text().append(line);
      } else if (!line.isBlank() && !line.strip().startsWith("--")) {
        problems.add(new Problem(file.shown(), number, 0, "SQL comes before '-- migrate:up'"));
        return List.of();
      }
    }
    if (blocks.isEmpty() || blocks.getLast().way().equals("up")) {
      problems.add(
          new Problem(file.shown(), 0, 0, "needs '-- migrate:up' and then '-- migrate:down'"));
      return List.of();
    }
    return blocks;
  }

  private void refuseOrder(SourceFile file, List<Block> blocks, String way, int number) {
    var last = blocks.isEmpty() ? "down" : blocks.getLast().way();
    if (last.equals(way)) {
      problems.add(
          new Problem(
              file.shown(), number, 0, "'-- migrate:up' and '-- migrate:down' must take turns"));
    }
  }
}
