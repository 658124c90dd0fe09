package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.SchemaMigration;
import dev.revisor.support.TestDatabase;
import org.junit.jupiter.api.Test;

/// What a run finds wrong arrives in the status as it is, and goes once it is put right.
class RunReasonsIT extends OneMigration {
  @Test
  void aRevisionThatBrokeOffWaitsForSomebodyToSayWhatBecameOfIt() {
    cluster
        .images()
        .push(
            "half:1",
            "a1.sql",
            Images.table("a1a1", "", "first"),
            "b2.sql",
            """
            -- revisor:revision b2b2
            -- revisor:revises a1a1
            -- revisor:message Half

            -- revisor:upgrade transaction=none
            CREATE TABLE second (id integer);
            SELECT pg_terminate_backend(pg_backend_pid());
            CREATE TABLE third (id integer);

            -- revisor:downgrade
            DROP TABLE third, second;
            """);
    cluster.apply(sample.image("half:1"));
    assertThat(awaitStalled("InterruptedRevision").message())
        .contains("b2b2")
        .contains("b2.sql:7")
        .contains("revisor repair");
    assertThat(cluster.get(sample.name()).getStatus().currentRevisions()).containsExactly("a1a1");
    var runs = cluster.runs(sample.name());

    byHand("half:1", "repair", "--continue");
    assertThat(cluster.runs(sample.name())).as("only the annotation starts a run").isEqualTo(runs);
    cluster.annotate(sample.name(), SchemaMigration.RETRY_ANNOTATION, "1");

    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(tables()).containsExactly("first", "second", "third");
  }

  @Test
  void anIrreversibleRevisionIsNotUndone() {
    cluster
        .images()
        .push(
            "forward:1",
            "a1.sql",
            Images.table("a1a1", "", "first"),
            "b2.sql",
            """
            -- revisor:revision b2b2
            -- revisor:revises a1a1
            -- revisor:message Forget

            -- revisor:upgrade
            DELETE FROM first;

            -- revisor:irreversible the rows are gone
            """);
    cluster.apply(sample.image("forward:1"));
    cluster.awaitReason(sample.name(), "Succeeded");

    cluster.apply(sample.image("forward:1").target("a1a1").allowDowngrade());

    assertThat(awaitStalled("IrreversibleRevision").message())
        .contains("b2b2")
        .contains("the rows are gone");
    assertThat(tables()).containsExactly("first");
  }

  @Test
  void aTargetThatMeansSeveralNamesThem() {
    cluster
        .images()
        .push(
            "alike:1",
            "a1.sql",
            Images.table("abcd01", "", "first"),
            "a2.sql",
            Images.table("abcd02", "abcd01", "second"));
    cluster.apply(sample.image("alike:1").target("abcd"));
    assertThat(awaitStalled("AmbiguousTarget").message()).contains("abcd01").contains("abcd02");
    cluster.apply(sample.image("alike:1").target("abcd01"));
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  @Test
  void aRoleThatLacksRightsIsWaitedFor() {
    var admin = new TestDatabase("postgres");
    admin.execute("DROP ROLE IF EXISTS rightless; CREATE ROLE rightless LOGIN");
    cluster.putSecret("rightless", "rightless", "x");
    cluster.apply(sample.secret("rightless"));
    assertThat(awaitTrouble("InsufficientPrivilege").message()).contains("42501", "ensure-version");
    admin.execute("ALTER DATABASE " + database.name() + " OWNER TO rightless");
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  @Test
  void aWrongSettingOfTheImageIsNamed() {
    cluster.images().push("odd:1", "a1.sql", Images.table("a1a1", "", "first"));
    cluster.images().configure("odd:1", "lockRetries: many\n");
    cluster.apply(sample.image("odd:1"));
    assertThat(awaitStalled("InvalidConfiguration").message()).contains("lockRetries");
  }

  @Test
  void aCopyThatCannotBeMadeIsSaid() {
    var admin = new TestDatabase("postgres");
    admin.execute("DROP ROLE IF EXISTS owning; CREATE ROLE owning LOGIN NOCREATEDB");
    admin.execute("ALTER DATABASE " + database.name() + " OWNER TO owning");
    cluster.putSecret("owning", "owning", "x");
    cluster.apply(sample.secret("owning").with("policy", "rehearse", "true"));
    var ready = cluster.awaitReason(sample.name(), "ScratchUnavailable");
    assertThat(ready.message()).contains("CREATEDB");
    assertThat(tables()).isEmpty();
    cluster.apply(sample.secret("owning"));
    cluster.awaitReason(sample.name(), "Succeeded");
  }
}
