package dev.revisor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrivilegeLinesTest {
  private static final String ODD = "SELECT TO \"a TO b WITH GRANT OPTION\"";

  @Test
  void tellsWhatMayBeDoneAndByWhom() {
    assertThat(PrivilegeLines.word(ODD)).isEqualTo("SELECT");
    assertThat(PrivilegeLines.grantee(ODD)).isEqualTo("\"a TO b WITH GRANT OPTION\"");
    assertThat(PrivilegeLines.isGrantable(ODD)).isFalse();
    assertThat(PrivilegeLines.isGrantable(PrivilegeLines.grantable(ODD))).isTrue();
    assertThat(PrivilegeLines.grantee(PrivilegeLines.grantable(ODD)))
        .isEqualTo(PrivilegeLines.grantee(ODD));
  }

  @Test
  void putsWhatGoesToOneRoleTogether() {
    var lines = List.of("SELECT TO a", "INSERT TO a WITH GRANT OPTION", "INSERT TO PUBLIC");
    assertThat(PrivilegeLines.toGrant(lines))
        .isEqualTo(
            Map.of(
                "a", List.of("SELECT"),
                "a WITH GRANT OPTION", List.of("INSERT"),
                "PUBLIC", List.of("INSERT")));
    assertThat(PrivilegeLines.toRevoke(lines))
        .isEqualTo(Map.of("a", List.of("SELECT", "INSERT"), "PUBLIC", List.of("INSERT")));
  }

  @Test
  void tellsAPrivilegeOnceThatSeveralHaveGiven() {
    assertThat(PrivilegeLines.once("SELECT TO a\nSELECT TO a\nSELECT TO a WITH GRANT OPTION"))
        .isEqualTo("SELECT TO a WITH GRANT OPTION");
  }

  @Test
  void isWhatPostgresqlGivesByDefaultWhereNothingIsSaid() {
    var domain = new SchemaObject(new ObjectId(Kind.DOMAIN, "public", "d"), Map.of(), 0);
    assertThat(PrivilegeLines.of(domain)).containsExactly("USAGE TO PUBLIC");
    assertThat(PrivilegeLines.of(domain.with(Map.of("privileges", "")))).isEmpty();
  }
}
