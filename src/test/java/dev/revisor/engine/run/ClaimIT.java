package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.Claim;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// To whom a database belongs, as the database itself says it.
class ClaimIT {
  private static final Claim OURS = new Claim("c1", "prod", "shop", "u1");
  private static final Claim THEIRS = new Claim("c2", "prod", "shop", "u2");

  private final Workbench bench = new Workbench();

  @BeforeEach
  void aRunOfOurs() {
    bench.scripts.add("a1", "", "CREATE TABLE first (id int);", "DROP TABLE first;");
    bench.scripts.add("b2", "a1", "CREATE TABLE second (id int);", "DROP TABLE second;");
    bench.claim(wanted(OURS));
    assertThat(bench.upgrade("a1").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(claim()).isEqualTo("revisor.version c1 prod shop u1");
  }

  @Test
  void anotherClusterIsRefusedAndNothingIsTouched() {
    var result = bench.claim(wanted(THEIRS)).upgrade("b2");
    assertThat(result.reason()).isEqualTo(Reason.DatabaseClaimed);
    assertThat(result.outcome()).isEqualTo(Outcome.Refused);
    assertThat(result.message()).contains("prod/shop of cluster c1 (uid u1)");
    assertThat(bench.database.value("SELECT to_regclass('second')")).isEqualTo("null");
    assertThat(bench.stamp("b2").reason()).isEqualTo(Reason.DatabaseClaimed);
    assertThat(claim()).isEqualTo("revisor.version c1 prod shop u1");
  }

  @Test
  void aCopyIsTakenOverOnceTheClaimOfItsOriginalHasExpired() {
    bench.claim(new Claim.Wanted(THEIRS, Set.of("*"), Set.of("u1")));
    assertThat(bench.upgrade("b2").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(claim()).isEqualTo("revisor.version c2 prod shop u2");
    assertThat(bench.claim(wanted(OURS)).downgrade("a1").reason())
        .isEqualTo(Reason.DatabaseClaimed);
  }

  @Test
  void amongTheResourcesThatOneOperatorServesTheOperatorDecides() {
    var made = new Claim("c1", "prod", "other", "u3");
    assertThat(
            bench.claim(new Claim.Wanted(made, Set.of("qualif"), Set.of())).upgrade("b2").reason())
        .isEqualTo(Reason.DatabaseClaimed);
    bench.claim(new Claim.Wanted(made, Set.of("prod", "qualif"), Set.of()));
    assertThat(bench.upgrade("b2").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(claim()).isEqualTo("revisor.version c1 prod other u3");
  }

  @Test
  void anotherVersionTableIsNotBegunAfresh() {
    bench.versionTable = VersionTable.parse("public.other");
    bench.scripts.add("c3", "", "SELECT 1;", "");
    var result = bench.upgrade("c3");
    assertThat(result.reason()).isEqualTo(Reason.VersionTableMismatch);
    assertThat(result.message()).contains("revisor.version").contains("public.other");
    bench.claim(new Claim.Wanted(OURS, Set.of("*"), Set.of("u1")));
    assertThat(bench.upgrade("c3").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(claim()).isEqualTo("public.other c1 prod shop u1");
  }

  @Test
  void anOlderLayoutGetsTheTable() {
    bench.database.execute("DROP TABLE revisor.claim; DELETE FROM revisor.layout WHERE number = 2");
    assertThat(bench.upgrade("b2").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(claim()).isEqualTo("revisor.version c1 prod shop u1");
    assertThat(bench.database.list("SELECT number FROM revisor.layout ORDER BY 1"))
        .containsExactly("1", "2");
  }

  private static Claim.Wanted wanted(Claim claim) {
    return new Claim.Wanted(claim, Set.of("*"), Set.of());
  }

  private String claim() {
    return bench.database.value(
        "SELECT string_agg(concat_ws(' ', version_table, cluster, namespace, name, uid), ';')"
            + " FROM revisor.claim");
  }
}
