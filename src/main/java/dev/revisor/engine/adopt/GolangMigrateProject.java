package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.ScriptDraft;
import dev.revisor.script.TransactionMode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// golang-migrate: `000001_create_users.up.sql` and `000001_create_users.down.sql`, ordered by
/// number (`source/parse.go` there). A file is sent in one message, which the server takes for a
/// transaction.
final class GolangMigrateProject implements ProjectReader {
  private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)\\.(down|up)\\.(.*)");

  private final List<Problem> problems = new ArrayList<>();
  private final TreeMap<BigInteger, Pair> found = new TreeMap<>();

  /// The files of a version.
  private static final class Pair {
    private final String version;
    private final String description;
    private @Nullable SourceFile up;
    private @Nullable SourceFile down;

    private Pair(String version, String description) {
      this.version = version;
      this.description = description;
    }
  }

  @Override
  public Project read(Order order) {
    var folder = new SourceFolder(order.shown(), problems);
    for (var path : folder.files(order.directory())) {
      var name = NAME.matcher(path.getFileName().toString());
      if (name.matches()) {
        var pair =
            found.computeIfAbsent(
                new BigInteger(name.group(1)), _ -> new Pair(name.group(1), name.group(2)));
        folder.read(path).ifPresent(file -> put(pair, name.group(3), file));
      }
    }
    var sections = new Sections(problems);
    var migrations = new ArrayList<ForeignMigration>();
    found.forEach((number, pair) -> migrations.add(migration(sections, number, pair)));
    return Chain.of(order, migrations, problems).project();
  }

  private void put(Pair pair, String way, SourceFile file) {
    var isUp = way.equals("up");
    var there = isUp ? pair.up : pair.down;
    if (there != null) {
      problems.add(new Problem(file.shown(), 0, 0, "has the same version as " + there.shown()));
    } else if (isUp) {
      pair.up = file;
    } else {
      pair.down = file;
    }
  }

  private ForeignMigration migration(Sections sections, BigInteger number, Pair pair) {
    var name = Name.of(number.toString(), pair.version, pair.description);
    var up = made(sections, pair.up);
    var down = made(sections, pair.down);
    var undo =
        pair.down == null
            ? new ScriptDraft.Irreversible("golang-migrate has no .down file of it")
            : Sections.undo(up, down, "golang-migrate's .down file of it is empty");
    var source = pair.up != null ? pair.up : pair.down;
    return ForeignMigration.next(name, up.sql(), undo, source == null ? "" : source.shown());
  }

  private static Sections.Made made(Sections sections, @Nullable SourceFile file) {
    return file == null
        ? new Sections.Made(new ScriptDraft.Sql(TransactionMode.REVISION, ""), 0)
        : sections.make(new Sections.Part(file.shown(), file.text(), 1, TransactionMode.REVISION));
  }
}
