package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.cli.Entry.Headship;
import dev.revisor.cli.EntryText.Part;
import dev.revisor.revision.RevisionId;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryTextTest {
  private static final Entry MERGE =
      new Entry(
          new RevisionId("e5"),
          ids("c3", "d4"),
          ids("f6"),
          List.of("net"),
          ids(),
          List.of("shop", "web"),
          "merge em\nall of them",
          Optional.of(Instant.parse("2026-11-23T10:15:00Z")),
          "versions/e5.sql",
          Headship.HEAD,
          Optional.of(true));

  private static final Entry BASE =
      new Entry(
          new RevisionId("a1"),
          ids(),
          ids(),
          List.of(),
          ids("b2", "f6"),
          List.of(),
          "create account",
          Optional.empty(),
          "versions/a1.sql",
          Headship.NONE,
          Optional.empty());

  private static List<RevisionId> ids(String... ids) {
    return Arrays.stream(ids).map(RevisionId::new).toList();
  }

  @Test
  void printsHistoryAsAlembicDoes() {
    assertThat(EntryText.line(MERGE, EntryText.FULL))
        .isEqualTo("c3, d4 (net) -> e5 (shop, web) (head) (current) (mergepoint), merge em");
    assertThat(EntryText.line(BASE, EntryText.FULL))
        .isEqualTo("<base> -> a1 (branchpoint), create account");
  }

  @Test
  void printsHeadsAndCurrentAsAlembicDoes() {
    assertThat(EntryText.line(MERGE, EnumSet.of(Part.LABELS)))
        .isEqualTo("e5 (shop, web) (head) (current)");
    assertThat(EntryText.line(BASE, EnumSet.of(Part.TREE))).isEqualTo("a1 (branchpoint)");
  }

  @Test
  void printsParagraphsAsAlembicDoes() {
    assertThat(String.join("\n", EntryText.paragraph(MERGE, "/m/versions/e5.sql")))
        .isEqualTo(
            """
            Rev: e5 (head) (mergepoint) (current)
            Merges: c3, d4
            Also depends on: net
            Branch names: shop, web
            Path: /m/versions/e5.sql

                merge em
                all of them

                Revision ID: e5
                Revises: c3, d4
                Create Date: 2026-11-23T10:15:00Z
            """);
    assertThat(EntryText.paragraph(BASE, "/m/a1.sql"))
        .contains("Rev: a1 (branchpoint)", "Parent: <base>", "Branches into: b2, f6");
  }
}
