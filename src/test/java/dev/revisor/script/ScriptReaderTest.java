package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptReaderTest {
  private static final String FILE =
      """
      -- revisor:revision 3f2a9c1b7d4e
      -- revisor:revises 1975ea83b712, 2b
      -- revisor:labels billing
      -- revisor:depends-on ae1027a6acf0
      -- revisor:created 2026-11-23T10:15:00Z
      -- revisor:message Create asset tables

      -- revisor:upgrade
      CREATE TABLE asset_types (id integer PRIMARY KEY, name text NOT NULL UNIQUE);
      COPY asset_types (id, name) FROM stdin;
      1\tbuilding
      2\tvehicle
      \\.

      -- revisor:downgrade transaction=none
      DROP TABLE asset_types;
      """;

  @Test
  void readsEveryHeaderLineWithItsPlace() {
    var header = Splitting.script(FILE).header();
    assertThat(header)
        .isEqualTo(
            new ScriptHeader(
                new Located<>("3f2a9c1b7d4e", new Position(1, 21)),
                List.of(
                    new Located<>("1975ea83b712", new Position(2, 20)),
                    new Located<>("2b", new Position(2, 34))),
                List.of(new Located<>("billing", new Position(3, 19))),
                List.of(new Located<>("ae1027a6acf0", new Position(4, 23))),
                new Located<>(Instant.parse("2026-11-23T10:15:00Z"), new Position(5, 20)),
                new Located<>("Create asset tables", new Position(6, 20))));
  }

  @Test
  void findsTheSectionsAndTheirText() throws IOException {
    var script = Splitting.script(FILE);
    assertThat(script.upgrade().mode()).isEqualTo(TransactionMode.REVISION);
    assertThat(script.upgrade().mark()).isEqualTo(new Position(8, 1));
    assertThat(script.upgrade().read(new StringReader(FILE)))
        .startsWith("CREATE TABLE asset_types")
        .endsWith("2\tvehicle\n\\.\n\n");
    assertThat(script.downgrade())
        .isInstanceOfSatisfying(
            Downgrade.Sql.class,
            sql -> {
              assertThat(sql.section().mode()).isEqualTo(TransactionMode.NONE);
              assertThat(sql.section().position()).isEqualTo(new Position(16, 1));
              assertThat(Splitting.statements(FILE, sql.section(), Variables.none()))
                  .extracting(Statement::text)
                  .containsExactly("DROP TABLE asset_types");
            });
  }

  @Test
  void givesTheDataOfACopyAndGoesOnBehindThem() throws IOException {
    var section = Splitting.script(FILE).upgrade();
    var reader = StatementReader.of(new StringReader(FILE), section, Variables.none());
    assertThat(reader.next().orElseThrow().position()).isEqualTo(new Position(9, 1));
    var copy = reader.next().orElseThrow();
    assertThat(copy.kind()).isEqualTo(StatementKind.COPY_FROM_STDIN);
    assertThat(copy.text()).isEqualTo("COPY asset_types (id, name) FROM stdin");
    var data = reader.data();
    var written = new java.io.StringWriter();
    data.transferTo(written);
    assertThat(written).hasToString("1\tbuilding\n2\tvehicle\n");
    assertThat(data.positionOfLine(2)).isEqualTo(new Position(12, 1));
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void readsNoMoreThanTheHeaderForTheHeader() throws IOException {
    var header = HeaderReader.read(new StringReader(FILE));
    assertThat(header.problems()).isEmpty();
    assertThat(header.header()).isEqualTo(Splitting.script(FILE).header());
  }
}
