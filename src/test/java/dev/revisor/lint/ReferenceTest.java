package dev.revisor.lint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page of rules in docs/reference. `-Dgolden.rewrite=true` writes it.
class ReferenceTest {
  private static final Path PAGE = Path.of("docs/reference/lint.md");

  private static final String HEAD =
      """
      # Lint

      `revisor lint [START]:[END]` looks for statements that lose data, break applications that run, or
      make them wait. It knows the tables, columns and indexes that earlier revisions make, and says
      nothing of locks on what the revision itself makes. What scripts do inside DO blocks and functions
      is not seen. With `--url` or `--env` it also asks the database for its version, for what it has
      applied, and for the sizes of its tables.

      `--format text` (the default) shows each finding with its line and what to write instead; `json`
      (or `-o json`) is a `LintResult` document; `sarif` is SARIF 2.1.0; `github` prints annotations for
      GitHub Actions. The command ends with 5 when there is a finding that `--lint enforce` refuses,
      else with 0.

      `apply`, `upgrade` and `downgrade` take `--lint off` (the default), `warn` (tell of the findings
      on standard error) and `enforce` (refuse the plan before anything runs: reason `LintRefused`, exit
      5). `plan` and `--dry-run` show the findings of each step, and the tables that it locks, unless
      they get `--lint off`; with `--lint enforce` they end with 5 where a run would be refused.

      A finding is allowed by a comment with a reason, for the next statement, or above the first
      section for the whole file:

      ```sql
      -- revisor:allow drop-column nobody has read it since release 7
      ALTER TABLE assets DROP COLUMN token;
      ```

      What a downgrade undoes of its own upgrade (dropping the table that the upgrade made) counts as
      allowed, and so does what the database keeps as the way back of a revision without a file. Allowed findings are left out of the text, are `suppressed` in JSON, and still count when
      a policy asks for the approval of destructive plans.

      Rules are switched on and off in `revisor.yaml`, see [environment.md](environment.md). This page is
      made from the rules.

      ## Levels

      """;

  @Test
  void isThePageOfTheRulesThatThereAre() throws IOException {
    var page = page();
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(PAGE, page, UTF_8);
    }
    assertThat(page).isEqualTo(Files.readString(PAGE, UTF_8));
  }

  private static String page() {
    var page = new StringBuilder(HEAD);
    page.append("| level | means | `--lint enforce` |\n|---|---|---|\n");
    for (var level : Level.values()) {
      page.append(
          "| `%s` | %s | %s |\n"
              .formatted(level.word(), level.sentence(), level.isRefused() ? "refuses" : ""));
    }
    page.append("\n## Rules\n\n");
    page.append(
        Arrays.stream(Level.values())
            .flatMap(level -> Rules.all().stream().filter(rule -> rule.level() == level))
            .map(rule -> "[`%1$s`](#%1$s)".formatted(rule.id()))
            .collect(Collectors.joining(",\n", "", ".\n")));
    for (var rule : Rules.all()) {
      page.append("\n### ").append(rule.id()).append("\n\n");
      page.append("Level `").append(rule.level().word()).append("`. ");
      page.append(rule.summary()).append('\n').append(rule.reason()).append("\n\n");
      page.append("Instead: ").append(rule.instead()).append('\n');
    }
    return page.toString();
  }
}
