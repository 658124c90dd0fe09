package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// goose: `00001_create_users.sql`, both ways in a file. The number in front counts, whatever its
/// zeros; a SQL file without one is refused by goose, other files are none of its.
final class GooseProject implements ProjectReader {
  private static final Pattern NAME = Pattern.compile("(\\d+)_(.*)\\.(sql|go)");
  private static final String NO_DOWN = "the goose migration has nothing under Down";

  private final List<Problem> problems = new ArrayList<>();
  private final TreeMap<BigInteger, ForeignMigration> found = new TreeMap<>();

  @Override
  public Project read(Order order) {
    var placeholders =
        new Placeholders(
            GooseFile.OPEN,
            GooseFile.CLOSE,
            order.values().values(),
            Placeholders.Unknown.REFUSED,
            problems);
    var sections = new Sections(placeholders, problems);
    var folder = new SourceFolder(order.shown(), problems);
    for (var path : folder.files(order.directory())) {
      var name = NAME.matcher(path.getFileName().toString());
      if (!name.matches()) {
        refuseWithoutNumber(folder.shown(path));
        continue;
      }
      if (name.group(2).endsWith("_test") && name.group(3).equals("go")) {
        continue;
      }
      var number = new BigInteger(name.group(1));
      var called = Name.of(number.toString(), name.group(1), name.group(2));
      var migration =
          name.group(3).equals("go")
              ? program(order, called, folder.shown(path))
              : folder.read(path).map(file -> migration(sections, called, file));
      migration.ifPresent(each -> add(number, each));
    }
    return Chain.of(order, List.copyOf(found.values()), problems)
        .variables(placeholders.variables())
        .project();
  }

  /// As goose does.
  private void refuseWithoutNumber(String shown) {
    if (shown.endsWith(".sql")) {
      problems.add(
          new Problem(
              shown, 0, 0, "has no name such as 00001_create_users.sql, as goose wants it"));
    }
  }

  private void add(BigInteger number, ForeignMigration migration) {
    var other = found.putIfAbsent(number, migration);
    if (other != null) {
      problems.add(
          new Problem(migration.source(), 0, 0, "has the same version as " + other.source()));
    }
  }

  private ForeignMigration migration(Sections sections, Name name, SourceFile file) {
    var parts = GooseFile.parse(file, problems);
    var up = sections.make(parts.up());
    var down = sections.make(parts.down());
    return ForeignMigration.next(name, up.sql(), Sections.undo(up, down, NO_DOWN), file.shown());
  }

  private Optional<ForeignMigration> program(Order order, Name name, String shown) {
    return Chain.stub(
        order, name, shown, "a migration written in Go, which no SQL tool can run", problems);
  }
}
