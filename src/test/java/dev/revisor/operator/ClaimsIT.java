package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.SchemaMigration;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// To whom a database belongs, on the whole loop.
class ClaimsIT {
  private final TestCluster cluster = TestCluster.shared();
  private TestDatabase database;
  private Sample sample;

  @BeforeEach
  void aMigratedDatabase(TestInfo test) {
    database = PostgresServer.newDatabase();
    var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    sample = Sample.of(name, PostgresServer.port(), database.name()).allowDowngrade();
    cluster.apply(sample);
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  @Test
  void theDatabaseOfAnotherClusterIsLeftAloneUntilThatClaimExpires() {
    database.execute("UPDATE revisor.claim SET cluster = 'elsewhere', name = 'x', uid = 'u-1'");
    cluster.apply(sample.target("a1a1"));
    var ready = cluster.awaitReason(sample.name(), "DatabaseClaimed");
    assertThat(ready.message())
        .contains("shop/x of cluster elsewhere (uid u-1)")
        .contains(SchemaMigration.EXPIRE_CLAIM_ANNOTATION);
    assertThat(version()).isEqualTo("b2b2");

    cluster.annotate(sample.name(), SchemaMigration.EXPIRE_CLAIM_ANNOTATION, "u-2");
    cluster.awaitReason(sample.name(), "DatabaseClaimed");
    cluster.annotate(sample.name(), SchemaMigration.EXPIRE_CLAIM_ANNOTATION, "u-1");
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(version()).isEqualTo("a1a1");
    assertThat(database.value("SELECT uid FROM revisor.claim"))
        .isEqualTo(cluster.get(sample.name()).getMetadata().getUid());
  }

  @Test
  void aNewResourceOfAnyNameTakesOverFromOneThatIsGone() {
    cluster.delete(sample.name());
    TestCluster.await("it is gone", () -> cluster.find(sample.name()), List::isEmpty);
    var other = Sample.of("heir-of-" + sample.name(), PostgresServer.port(), database.name());
    cluster.apply(other.target("a1a1").allowDowngrade());
    cluster.awaitReason(other.name(), "Succeeded");
    assertThat(version()).isEqualTo("a1a1");
    assertThat(database.value("SELECT name FROM revisor.claim")).isEqualTo(other.name());
  }

  @Test
  void anotherVersionTableIsNotBegunAfresh() {
    cluster.apply(sample.with("database", "versionTable", "public.other"));
    var ready = cluster.awaitReason(sample.name(), "VersionTableMismatch");
    assertThat(ready.message()).contains("revisor.version").contains("public.other");
    assertThat(version()).isEqualTo("b2b2");
    cluster.apply(sample);
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  private String version() {
    return database.value("SELECT string_agg(version_num, ',') FROM revisor.version");
  }
}
