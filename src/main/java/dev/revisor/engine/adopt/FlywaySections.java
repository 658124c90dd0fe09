package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.ScriptDraft;
import dev.revisor.script.Variables;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/// Makes migrations of Flyway's scripts.
final class FlywaySections {
  private static final String REPEATED = "Flyway has no undo for repeatable migrations";

  private final Placeholders placeholders;
  private final Sections replacing;
  private final Sections literal;
  private final boolean replaces;

  FlywaySections(FlywaySettings settings, Variables given, List<Problem> problems) {
    var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    values.putAll(settings.placeholders());
    values.putAll(given.values());
    this.placeholders =
        new Placeholders(
            settings.get("placeholderPrefix", "${"),
            settings.get("placeholderSuffix", "}"),
            values,
            Placeholders.Unknown.REFUSED,
            problems);
    this.replacing = new Sections(placeholders, problems);
    this.literal = new Sections(problems);
    this.replaces = !settings.get("placeholderReplacement", "true").equalsIgnoreCase("false");
  }

  SortedSet<String> variables() {
    return placeholders.variables();
  }

  ForeignMigration versioned(
      FlywayVersion version, FlywayScript script, Optional<FlywayScript> undo) {
    var up = made(script);
    var down =
        undo.<ScriptDraft.Undo>map(
                back ->
                    Sections.undo(up, made(back), "Flyway's " + back.file().name() + " is empty"))
            .orElseGet(
                () ->
                    new ScriptDraft.Irreversible(
                        "Flyway has no undo migration U%s__%s.sql"
                            .formatted(script.version(), script.description())));
    return ForeignMigration.next(
        Name.of(version.key(), version.text(), script.description()),
        up.sql(),
        down,
        script.file().shown());
  }

  ForeignMigration baseline(FlywayVersion version, FlywayScript script) {
    return ForeignMigration.next(
        Name.of(FlywayTable.BASELINE + version.key(), version.text(), script.description()),
        made(script).sql(),
        new ScriptDraft.Irreversible("Flyway has no undo for baseline migrations"),
        script.file().shown());
  }

  /// One whose text changes becomes another revision, behind what is there.
  ForeignMigration repeatable(FlywayScript script) {
    var before = placeholders.variables().size();
    var up = made(script);
    var description = Name.words(script.description());
    var isFixed = placeholders.variables().size() == before && !script.file().text().contains("${");
    var checksum = isFixed ? Integer.toString(script.checksum()) : "";
    var name =
        new Name(
            FlywayTable.repeatable(description, checksum),
            Name.hashed("R__" + script.description() + "\n" + script.file().text()),
            description + " (repeatable)",
            Optional.empty());
    return ForeignMigration.next(
        name, up.sql(), new ScriptDraft.Irreversible(REPEATED), script.file().shown());
  }

  private Sections.Made made(FlywayScript script) {
    var sections = replaces && script.hasPlaceholders() ? replacing : literal;
    return sections.make(
        new Sections.Part(script.file().shown(), script.file().text(), 1, script.mode()));
  }
}
