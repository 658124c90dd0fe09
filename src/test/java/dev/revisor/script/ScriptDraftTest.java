package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScriptDraftTest {
  private static final ScriptDraft FULL =
      new ScriptDraft(
          "3f2a9c1b7d4e",
          List.of("1975ea83b712", "b"),
          List.of("billing", "été"),
          List.of("ae1027a6acf0", "label"),
          Optional.of(Instant.parse("2026-11-23T10:15:00Z")),
          "Create asset tables",
          new ScriptDraft.Sql(TransactionMode.REVISION, "SELECT 1;\n\nSELECT 2;"),
          new ScriptDraft.Sql(TransactionMode.NONE, "  DROP TABLE t;"));

  @Test
  void printsEveryPart() {
    assertThat(FULL.print())
        .isEqualTo(
            """
            -- revisor:revision 3f2a9c1b7d4e
            -- revisor:revises 1975ea83b712, b
            -- revisor:labels billing, été
            -- revisor:depends-on ae1027a6acf0, label
            -- revisor:created 2026-11-23T10:15:00Z
            -- revisor:message Create asset tables

            -- revisor:upgrade
            SELECT 1;

            SELECT 2;

            -- revisor:downgrade transaction=none
              DROP TABLE t;
            """);
  }

  @Test
  void printsOnlyWhatIsThere() {
    assertThat(bare(new ScriptDraft.Missing()).print())
        .isEqualTo("-- revisor:revision a\n\n-- revisor:upgrade\n");
    assertThat(bare(new ScriptDraft.Irreversible("data lost")).print())
        .isEqualTo(
            "-- revisor:revision a\n\n-- revisor:upgrade\n\n-- revisor:irreversible data lost\n");
    assertThat(bare(new ScriptDraft.Sql(TransactionMode.REVISION, "\n")).print())
        .isEqualTo("-- revisor:revision a\n\n-- revisor:upgrade\n\n-- revisor:downgrade\n");
  }

  @Test
  void comesBackWhenItIsRead() {
    var drafts =
        List.of(
            FULL,
            bare(new ScriptDraft.Missing()),
            bare(new ScriptDraft.Irreversible("data lost")),
            bare(new ScriptDraft.Sql(TransactionMode.REVISION, "")),
            bare(new ScriptDraft.Sql(TransactionMode.NONE, "COPY t FROM stdin;\n1 \n\\.\n")));
    for (var draft : drafts) {
      var text = draft.print();
      assertThat(ScriptDraft.of(Splitting.script(text), text)).isEqualTo(draft);
    }
  }

  @Test
  void dropsBlankLinesAroundTheSql() {
    assertThat(new ScriptDraft.Sql(TransactionMode.REVISION, " \n\r\n  a;\n\n b; \n \n").text())
        .isEqualTo("  a;\n\n b;");
  }

  @Test
  void refusesWhatWouldNotComeBack() {
    assertThatThrownBy(() -> draft("a b", List.of(), "")).hasMessageContaining("a revision id");
    assertThatThrownBy(() -> draft("a", List.of("x@y"), "")).hasMessageContaining("a label");
    assertThatThrownBy(() -> draft("a", List.of(), "a\nb")).hasMessageContaining("a message");
    assertThatThrownBy(() -> draft("a", List.of(), " a")).hasMessageContaining("a message");
    assertThatThrownBy(() -> new ScriptDraft.Irreversible("")).hasMessageContaining("a reason");
  }

  private static ScriptDraft bare(ScriptDraft.Undo downgrade) {
    return new ScriptDraft(
        "a",
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        "",
        new ScriptDraft.Sql(TransactionMode.REVISION, ""),
        downgrade);
  }

  private static ScriptDraft draft(String revision, List<String> labels, String message) {
    return new ScriptDraft(
        revision,
        List.of(),
        labels,
        List.of(),
        Optional.empty(),
        message,
        new ScriptDraft.Sql(TransactionMode.REVISION, ""),
        new ScriptDraft.Missing());
  }
}
