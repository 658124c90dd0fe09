package dev.revisor.lint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What other linters of PostgreSQL's migrations warn of, and what they advise: the one is found,
/// the other is not. A line of the table is the tool and its rule, the SQL, our rules, and the SQL
/// that is advised; `@none` before SQL is a section outside a transaction.
class PeersRulesTest {
  private static final Path TABLE = Path.of("src/test/resources/lint/peers.txt");

  private static final String BEFORE =
      """
      CREATE TABLE t (id bigint PRIMARY KEY, a integer NOT NULL, b text, v varchar(10), n numeric(8,2),
        ts timestamp, ip cidr, r int4range, checked int CONSTRAINT checked CHECK (checked IS NOT NULL));
      CREATE UNIQUE INDEX t_b ON t (b);
      CREATE TABLE u (t_id bigint NOT NULL);
      CREATE UNIQUE INDEX u_t_id ON u (t_id);
      CREATE TABLE p (id int) PARTITION BY RANGE (id);
      CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (9);
      CREATE DOMAIN d AS int;
      CREATE TYPE e AS ENUM ('a');
      CREATE SCHEMA s;
      CREATE VIEW w AS SELECT 1;
      CREATE MATERIALIZED VIEW m AS SELECT 1;
      """;

  record PeersRule(String name, String bad, Set<String> rules, String good) {
    @Override
    public String toString() {
      return name + ": " + bad;
    }
  }

  static Stream<PeersRule> table() throws IOException {
    return Files.readString(TABLE, UTF_8)
        .lines()
        .map(line -> line.split(" \\| ", 4))
        .map(cells -> new PeersRule(cells[0], cells[1], Set.of(cells[2].split(" ")), cells[3]));
  }

  @ParameterizedTest
  @MethodSource("table")
  void isFoundInAnUpgrade(PeersRule rule) {
    assertThat(found("upgrade", rule.bad)).containsAll(rule.rules);
    assertThat(found("upgrade", rule.good)).doesNotContainAnyElementsOf(rule.rules);
  }

  @ParameterizedTest
  @MethodSource("table")
  void isFoundInADowngrade(PeersRule rule) {
    assertThat(found("downgrade", rule.bad)).containsAll(rule.rules);
    assertThat(found("downgrade", rule.good)).doesNotContainAnyElementsOf(rule.rules);
  }

  private static List<String> found(String section, String sql) {
    var alone = sql.startsWith("@none ");
    var text =
        "-- revisor:%s%s\n%s;\n"
            .formatted(section, alone ? " transaction=none" : "", sql.replace("@none ", ""));
    var before = section.equals("downgrade") ? "-- revisor:upgrade\nSELECT 1;\n" : "";
    var rules = new HashSet<>(Rules.ids());
    var options = LintOptions.DEFAULTS;
    return new Lints()
            .with(
                new LintOptions(
                    rules, Set.of(), 18, options.naming(), options.hotRows(), options.activity()))
            .revision("r1", "", "-- revisor:upgrade\n" + BEFORE)
            .revision("r2", "r1", before + text)
            .findings("r2")
            .stream()
            .filter(finding -> !finding.isSuppressed())
            .map(finding -> finding.rule().id())
            .distinct()
            .collect(Collectors.toList());
  }
}
