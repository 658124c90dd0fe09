package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Flyway: `V1_2__name.sql` in folders of any depth, `U1_2__name.sql` to undo it, `R__name.sql`
/// (repeatable: run again when changed, after all versions, by description) and `B5__name.sql` (all
/// up to version 5, in place of what is older). Placeholders become variables.
final class FlywayProject implements ProjectReader {
  private static final String CALLBACK = "(before|after|create)[A-Z]\\w*(__.*)?";

  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final TreeMap<FlywayVersion, FlywayScript> versioned = new TreeMap<>();
  private final TreeMap<FlywayVersion, FlywayScript> undoing = new TreeMap<>();
  private final TreeMap<FlywayVersion, FlywayScript> baselines = new TreeMap<>();
  private final TreeMap<String, FlywayScript> repeatable = new TreeMap<>();
  private final TreeMap<FlywayVersion, ForeignMigration> programs = new TreeMap<>();

  @Override
  public Project read(Order order) {
    var folder = new SourceFolder(order.shown(), problems);
    var settings = FlywaySettings.read(order.directory(), folder);
    var paths = new LinkedHashSet<Path>();
    settings.locations(order.directory()).forEach(each -> paths.addAll(folder.allFiles(each)));
    var names = new FlywayNames(settings);
    for (var path : paths) {
      names.parse(path.getFileName().toString()).ifPresent(name -> take(order, folder, path, name));
    }
    var sections = new FlywaySections(settings, order.values(), problems);
    return Chain.of(order, migrations(sections), problems)
        .notes(notes)
        .variables(sections.variables())
        .table(settings.table())
        .project();
  }

  private void take(Order order, SourceFolder folder, Path path, FlywayNames.Parsed name) {
    var shown = folder.shown(path);
    var version = FlywayVersion.parse(name.version());
    if (name.kind() == 'R' ? !name.version().isEmpty() : version.isEmpty()) {
      notes.add(shown + " has no name of Flyway's and is left out");
    } else if (name.isProgram()) {
      var called = called(version.map(FlywayVersion::key).orElse(""), name);
      Chain.stub(order, called, shown, "a migration written in Java", problems)
          .ifPresent(stub -> version.ifPresent(number -> programs.put(number, stub)));
    } else {
      folder
          .read(path)
          .map(
              file ->
                  new FlywayScript(
                      file,
                      name.kind(),
                      name.version(),
                      name.description(),
                      FlywayScript.options(path, folder)))
          .ifPresent(script -> put(script, version));
    }
  }

  private static Name called(String key, FlywayNames.Parsed name) {
    return Name.of(key, name.version().replace('_', '.'), name.description());
  }

  private void put(FlywayScript script, Optional<FlywayVersion> version) {
    script.refuseOptions(problems);
    var other =
        switch (script.kind()) {
          case 'R' -> repeatable.putIfAbsent(script.description(), script);
          case 'U' -> undoing.putIfAbsent(version.orElseThrow(), script);
          case 'B' -> baselines.putIfAbsent(version.orElseThrow(), script);
          default -> versioned.putIfAbsent(version.orElseThrow(), script);
        };
    if (other != null) {
      problems.add(
          new Problem(
              script.file().shown(), 0, 0, "has the same version as " + other.file().shown()));
    }
  }

  private List<ForeignMigration> migrations(FlywaySections sections) {
    var baseline = Optional.ofNullable(baselines.lastEntry());
    baseline.ifPresent(
        last -> {
          var older = leaveOut(last.getKey());
          if (!older.isEmpty()) {
            notes.add(
                "%s takes the place of what is older, as in a new database: %s"
                    .formatted(last.getValue().file().shown(), String.join(", ", older)));
          }
        });
    var migrations = new TreeMap<FlywayVersion, ForeignMigration>(programs);
    versioned.forEach(
        (version, script) ->
            migrations.put(
                version,
                sections.versioned(version, script, Optional.ofNullable(undoing.get(version)))));
    var all = new ArrayList<ForeignMigration>();
    baseline.ifPresent(last -> all.add(sections.baseline(last.getKey(), last.getValue())));
    all.addAll(migrations.values());
    repeatable.values().forEach(script -> all.add(sections.repeatable(script)));
    return all;
  }

  private SortedSet<String> leaveOut(FlywayVersion baseline) {
    var older = new TreeSet<String>();
    for (var map : List.<Map<FlywayVersion, ?>>of(versioned, programs)) {
      map.keySet().stream()
          .filter(version -> version.compareTo(baseline) <= 0)
          .map(FlywayVersion::text)
          .forEach(older::add);
      map.keySet().removeIf(version -> version.compareTo(baseline) <= 0);
    }
    return older;
  }

  /// Whether a name without a prefix of migrations is one that Flyway calls at certain times.
  static boolean isCallback(String name) {
    return name.matches(CALLBACK);
  }
}
