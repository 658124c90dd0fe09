package dev.revisor.cli;

import dev.revisor.engine.run.Groups;
import dev.revisor.engine.run.RunOptions;
import dev.revisor.lint.Finding;
import dev.revisor.plan.Direction;
import dev.revisor.plan.Plan;
import dev.revisor.plan.Source;
import dev.revisor.plan.Step;
import dev.revisor.revision.RevisionId;
import dev.revisor.schema.Printable;
import dev.revisor.script.Downgrade;
import dev.revisor.script.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Prints a plan: its steps with their SQL, and its hash.
///
/// @param scope what commits together
/// @param database where stored downgrades are; empty when none was asked
record PlanPrinter(
    Console console,
    ScriptFiles scripts,
    RunOptions.Scope scope,
    Optional<DatabaseAccess> database,
    StepLint lint,
    StepLosses losses) {

  private static final int LONGEST = 1_000_000;

  void print(Plan plan) {
    if (console.json()) {
      console.document("Plan", json -> write(json, plan));
    } else {
      text(plan);
    }
  }

  private void write(JsonWriter json, Plan plan) throws IOException {
    json.texts("from", plan.from()).texts("target", plan.target());
    json.objects("steps", grouped(plan), each -> write(json, each.step(), each.group()));
    json.text("hash", plan.hash());
  }

  /// @param group the number of its group, from 1
  private record Grouped(Step step, int group) {}

  private List<Grouped> grouped(Plan plan) {
    var grouped = new ArrayList<Grouped>();
    var number = 0;
    for (var group : Groups.of(plan.steps(), scope)) {
      number++;
      for (var step : group) {
        grouped.add(new Grouped(step, number));
      }
    }
    return grouped;
  }

  private void write(JsonWriter json, Step step, int group) throws IOException {
    json.text("revision", step.revision().value())
        .text("direction", step.direction().word())
        .text("message", step.message())
        .texts("before", step.before())
        .texts("after", step.after())
        .text("transaction", step.transaction().name().toLowerCase(Locale.ROOT))
        .number("group", group)
        .truth("reversible", step.reversible())
        .text("source", step.source().word())
        .text("checksum", step.checksum().hex())
        .text("sql", sql(step));
    FindingsJson.writeOfStep(json, lint.of(step));
    json.objects(
        "losses",
        losses.of(step),
        lost -> {
          json.text("what", lost.loss().what());
          if (lost.rows().isPresent()) {
            json.number("rows", lost.rows().getAsLong());
          }
        });
    json.objects(
        "locks",
        lint.locks(step),
        lock -> json.text("table", lock.table()).text("mode", lock.mode()));
  }

  private void text(Plan plan) {
    var count = plan.steps().size();
    console.line(
        "Plan from %s to %s: %s"
            .formatted(
                at(plan.from()),
                at(plan.target()),
                count == 0 ? "nothing to do" : count == 1 ? "1 step" : count + " steps"));
    for (var group : Groups.of(plan.steps(), scope)) {
      text(group);
    }
    if (count > 0) {
      console.line("");
    }
    console.line("hash " + plan.hash());
  }

  private void text(List<Step> group) {
    if (group.size() > 1) {
      console.line("");
      console.line("-- in one transaction: " + at(group.stream().map(Step::revision).toList()));
    }
    for (var step : group) {
      console.sql(text(step));
    }
  }

  /// With an empty line before it.
  private StringBuilder text(Step step) {
    var text = new StringBuilder("\n-- ").append(Progress.text(step)).append(remarks(step));
    text.append('\n');
    losses.of(step).forEach(lost -> comment(text, "loses " + lost.described()));
    lint.of(step).forEach(finding -> comment(text, told(finding)));
    lint.locks(step).forEach(lock -> comment(text, "locks " + lock.table() + ": " + lock.mode()));
    lines(text, sql(step).strip());
    return text;
  }

  /// With line feeds for whatever ends its lines.
  private static void lines(StringBuilder text, String sql) {
    if (sql.indexOf('\r') >= 0) {
      sql.lines().forEach(line -> line(text, line));
    } else if (!sql.isEmpty()) {
      line(text, sql);
    }
  }

  /// No name in it ends it.
  private static void comment(StringBuilder text, String comment) {
    line(text, "--   " + Printable.line(comment));
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  private static String told(Finding finding) {
    var allowed = finding.suppression().map(reason -> " (allowed: " + reason + ")").orElse("");
    return "line %d: %s: %s [%s]%s"
        .formatted(
            finding.position().line(),
            finding.rule().level().word(),
            finding.message(),
            finding.rule().id(),
            allowed);
  }

  private static String remarks(Step step) {
    var stored = step.source() == Source.STORED ? " [stored]" : "";
    var transaction = step.transaction().name().equals("NONE") ? " [transaction=none]" : "";
    var oneWay =
        step.direction() == Direction.UPGRADE && !step.reversible() ? " [irreversible]" : "";
    return stored + transaction + oneWay;
  }

  /// Revisions with commas, or `base`.
  static String at(List<RevisionId> rows) {
    return rows.isEmpty()
        ? "base"
        : rows.stream().map(RevisionId::value).collect(Collectors.joining(", "));
  }

  private String sql(Step step) {
    if (step.source() == Source.STORED) {
      return database
          .flatMap(access -> access.storedDowngrade(step))
          .map(stored -> stored.sql())
          .orElse("");
    }
    var script = scripts.script(step.revision()).orElseThrow();
    var section =
        step.direction() == Direction.UPGRADE
            ? script.script().upgrade()
            : ((Downgrade.Sql) script.script().downgrade()).section();
    return text(step.revision(), section);
  }

  /// The section's SQL, of a very long one its beginning: data can be longer than memory.
  private String text(RevisionId revision, Section section) {
    try (var reader = scripts.open(revision)) {
      var length = section.end() - section.start();
      if (length <= LONGEST) {
        return section.read(reader);
      }
      var first =
          new Section(
              section.mode(),
              section.mark(),
              section.position(),
              section.start(),
              section.start() + LONGEST,
              List.of(),
              List.of(),
              List.of());
      return first.read(reader) + "\n-- and " + (length - LONGEST) + " characters more\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
