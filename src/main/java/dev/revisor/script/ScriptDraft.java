package dev.revisor.script;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The parts of a revision file. [#print] and [ScriptReader] are inverse: [#of] what was printed is
/// the same draft.
///
/// ```sql
/// -- revisor:revision 3f2a9c1b7d4e
/// -- revisor:revises 1975ea83b712
/// -- revisor:message Create asset tables
///
/// -- revisor:upgrade
/// CREATE TABLE asset_types (id integer PRIMARY KEY);
///
/// -- revisor:downgrade
/// DROP TABLE asset_types;
/// ```
///
/// @throws IllegalArgumentException for a value that would not come back as it is
public record ScriptDraft(
    String revision,
    List<String> revises,
    List<String> labels,
    List<String> dependsOn,
    Optional<Instant> created,
    String message,
    Sql upgrade,
    Undo downgrade) {

  public ScriptDraft {
    revises = List.copyOf(revises);
    labels = List.copyOf(labels);
    dependsOn = List.copyOf(dependsOn);
    require(List.of(revision), HeaderForm::isId, "a revision id must be " + HeaderForm.ID_FORM);
    require(revises, HeaderForm::isId, "a revision id must be " + HeaderForm.ID_FORM);
    require(labels, HeaderForm::isLabel, "a label must be " + HeaderForm.LABEL_FORM);
    require(dependsOn, HeaderForm::isLabel, "a dependency must be " + HeaderForm.LABEL_FORM);
    require(List.of(message), HeaderForm::isLine, "a message must be one trimmed line");
  }

  /// How the file says to undo it.
  public sealed interface Undo {}

  /// A section: how it runs, and its SQL without blank lines around it.
  public record Sql(TransactionMode mode, String text) implements Undo {
    public Sql {
      text = withoutBlankLines(text);
    }
  }

  /// `-- revisor:irreversible reason`.
  public record Irreversible(String reason) implements Undo {
    public Irreversible {
      require(
          List.of(reason),
          text -> HeaderForm.isLine(text) && !text.isEmpty(),
          "a reason must be one trimmed line");
    }
  }

  /// No downgrade section.
  public record Missing() implements Undo {}

  /// The parts of `script`, which was read from `text`.
  public static ScriptDraft of(Script script, String text) {
    var header = script.header();
    return new ScriptDraft(
        header.id().orElseThrow(),
        values(header.revises()),
        values(header.labels()),
        values(header.dependsOn()),
        Optional.ofNullable(header.created()).map(Located::value),
        header.messageText(),
        sql(script.upgrade(), text),
        switch (script.downgrade()) {
          case Downgrade.Sql(var section) -> sql(section, text);
          case Downgrade.Irreversible(var reason, _) -> new Irreversible(reason);
          case Downgrade.Missing() -> new Missing();
        });
  }

  /// The text of the file, ending with a newline.
  public String print() {
    var out = new StringBuilder();
    line(out, "revision", revision);
    line(out, "revises", String.join(", ", revises));
    line(out, "labels", String.join(", ", labels));
    line(out, "depends-on", String.join(", ", dependsOn));
    line(out, "created", created.map(Instant::toString).orElse(""));
    line(out, "message", message);
    section(out, "upgrade", upgrade);
    switch (downgrade) {
      case Sql sql -> section(out, "downgrade", sql);
      case Irreversible(var reason) -> line(out.append('\n'), "irreversible", reason);
      case Missing() -> {}
    }
    return out.toString();
  }

  private static void line(StringBuilder out, String keyword, String value) {
    if (!value.isEmpty()) {
      out.append("-- revisor:").append(keyword).append(' ').append(value).append('\n');
    }
  }

  private static void section(StringBuilder out, String keyword, Sql sql) {
    out.append("\n-- revisor:").append(keyword);
    out.append(sql.mode == TransactionMode.NONE ? " transaction=none\n" : "\n");
    out.append(sql.text).append(sql.text.isEmpty() ? "" : "\n");
  }

  private static Sql sql(Section section, String text) {
    var written = text.substring((int) section.start(), (int) section.end());
    return new Sql(section.mode(), written);
  }

  private static List<String> values(List<Located<String>> located) {
    return located.stream().map(Located::value).toList();
  }

  private static String withoutBlankLines(String text) {
    var end = text.length();
    while (end > 0 && isSpace(text, end - 1)) {
      end--;
    }
    var start = 0;
    for (var i = 0; i < end && isSpace(text, i); i++) {
      start = text.charAt(i) == '\n' || text.charAt(i) == '\r' ? i + 1 : start;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(String text, int index) {
    return CharClass.is(text.charAt(index), CharClass.SPACE);
  }

  private static void require(List<String> values, Predicate<String> form, String message) {
    for (var value : values) {
      if (!form.test(value)) {
        throw new IllegalArgumentException(message + ", was '" + value + "'");
      }
    }
  }
}
