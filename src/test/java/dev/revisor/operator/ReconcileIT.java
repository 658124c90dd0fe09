package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Condition;
import dev.revisor.api.SchemaMigration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The whole loop: a real API server, the operator, the real command line, a real PostgreSQL.
class ReconcileIT extends OneMigration {
  @Test
  void anEmptyDatabaseComesToHead() {
    reach(sample, "b2b2");
    assertThat(tables()).containsExactly("first", "second");
    var status = cluster.get(sample.name()).getStatus();
    assertThat(status.targetRevisions()).containsExactly("b2b2");
    assertThat(status.pending()).isZero();
    assertThat(cluster.history(sample.name()).getFirst().applied()).isEqualTo(2);
    assertThat(status.image()).startsWith("shop:1@sha256:");
    assertThat(status.database())
        .extracting(one -> one.name(), one -> one.versionTable())
        .containsExactly(database.name(), "revisor.version");
  }

  @Test
  void aTargetBehindIsDeniedAndNothingIsTouched() {
    reach(sample, "b2b2");
    cluster.apply(sample.target("a1a1"));
    var ready = cluster.awaitReason(sample.name(), "DowngradeDenied");
    assertThat(ready.status()).isEqualTo(Condition.Status.False);
    assertThat(ready.message()).contains("b2b2").contains("spec.policy.downgrade");
    assertThat(stalled()).isEqualTo(Condition.Status.True);
    assertThat(tables()).containsExactly("first", "second");
    assertThat(cluster.get(sample.name()).getStatus().currentRevisions()).containsExactly("b2b2");
  }

  @Test
  void withAllowTheDatabaseGoesBack() {
    reach(sample, "b2b2");
    reach(sample.target("a1a1").allowDowngrade(), "a1a1");
    assertThat(tables()).containsExactly("first");
    reach(sample.target("base").allowDowngrade());
    assertThat(tables()).isEmpty();
    reach(sample, "b2b2");
  }

  @Test
  void anImageWithoutTheNewerScriptsTakesTheDatabaseBack() {
    cluster.images().push("old:1", "a1.sql", Images.table("a1a1", "", "first"));
    reach(sample, "b2b2");
    reach(sample.image("old:1").allowDowngrade(), "a1a1");
    assertThat(tables()).containsExactly("first");
  }

  @Test
  void aSqlErrorIsNamedWithFileLineAndSqlState() {
    cluster
        .images()
        .push(
            "broken:1",
            "a1.sql",
            Images.table("a1a1", "", "first"),
            "c3.sql",
            Images.revision("c3c3", "a1a1", "\nALTER TABLE nowhere ADD x int;", "SELECT 1;"));
    cluster.apply(sample.image("broken:1"));
    var ready = cluster.awaitReason(sample.name(), "MigrationFailed");
    assertThat(ready.message()).contains("c3c3").contains("c3.sql:7").contains("42P01");
    assertThat(stalled()).isEqualTo(Condition.Status.True);
    assertThat(tables()).containsExactly("first");
    assertThat(cluster.get(sample.name()).getStatus().currentRevisions()).containsExactly("a1a1");
    cluster
        .images()
        .push(
            "repaired:1",
            "a1.sql",
            Images.table("a1a1", "", "first"),
            "c3.sql",
            Images.table("c3c3", "a1a1", "third"));
    reach(sample.image("repaired:1"), "c3c3");
  }

  @Test
  void theRetryAnnotationHasAFailureTriedAgain() {
    cluster
        .images()
        .push("needs:1", "n.sql", Images.revision("n1n1", "", "SELECT * FROM t;", "SELECT 1;"));
    cluster.apply(sample.image("needs:1"));
    cluster.awaitReason(sample.name(), "MigrationFailed");
    database.execute("CREATE TABLE t (x int)");
    var runs = cluster.runs(sample.name());
    cluster.annotate(sample.name(), SchemaMigration.RETRY_ANNOTATION, "1");
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(cluster.runs(sample.name())).isEqualTo(runs + 1);
  }

  @Test
  void aFailureIsNotTriedAgainByItselfButWithAnotherSecret() throws InterruptedException {
    cluster
        .images()
        .push("needs:1", "n.sql", Images.revision("n1n1", "", "SELECT * FROM t;", "SELECT 1;"));
    cluster.putSecret("renewed", "postgres", "old");
    cluster.apply(sample.image("needs:1").secret("renewed"));
    cluster.awaitReason(sample.name(), "MigrationFailed");
    database.execute("CREATE TABLE t (x int)");
    TimeUnit.SECONDS.sleep(5); // the database is looked at every second
    assertThat(cluster.runs(sample.name())).isEqualTo(1);
    assertThat(stalled()).isEqualTo(Condition.Status.True);

    cluster.putSecret("renewed", "postgres", "new");

    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(cluster.runs(sample.name())).isEqualTo(2);
  }

  @Test
  void anUpgradeByHandPastTheTargetIsSeenAndJudgedByThePolicy() {
    reach(sample.target("a1a1"), "a1a1");
    byHand("shop:1", "upgrade", "head");
    assertThat(cluster.awaitReason(sample.name(), "DowngradeDenied").message()).contains("b2b2");
    assertThat(cluster.get(sample.name()).getStatus().currentRevisions()).containsExactly("b2b2");
    assertThat(tables()).containsExactly("first", "second");

    reach(sample.target("a1a1").allowDowngrade(), "a1a1");
    byHand("shop:1", "upgrade", "head");
    TestCluster.await("back at the target", this::tables, List.of("first")::equals);
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  @Test
  void aChangeByHandIsSeenAndUndone() {
    reach(sample, "b2b2");
    database.execute(
        "DROP TABLE second; UPDATE revisor.version SET version_num = 'a1a1';"
            + " DELETE FROM revisor.revision WHERE id = 'b2b2'");
    TestCluster.await("head again", this::tables, List.of("first", "second")::equals);
    cluster.awaitReason(sample.name(), "Succeeded");
  }

  @Test
  void theVersionTableOfTheImageIsFound() {
    cluster.images().push("own-table:1", "a1.sql", Images.table("a1a1", "", "first"));
    cluster.images().configure("own-table:1", "versionTable: public.alembic_version\n");
    reach(sample.image("own-table:1"), "a1a1");
    assertThat(database.list("SELECT version_num FROM public.alembic_version"))
        .containsExactly("a1a1");
    var runs = cluster.runs(sample.name());
    database.execute("UPDATE public.alembic_version SET version_num = 'a1a1'");
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(cluster.runs(sample.name())).isEqualTo(runs);
  }

  @Test
  void itIsFoundAlsoWhereThereWasNothingToDo() {
    cluster.images().push("alembic:1", "a1.sql", Images.table("a1a1", "", "first"));
    cluster.images().configure("alembic:1", "versionTable: public.alembic_version\n");
    database.execute(
        "CREATE TABLE first (id integer); CREATE TABLE alembic_version (version_num varchar(32));"
            + " INSERT INTO alembic_version VALUES ('a1a1')");
    reach(sample.image("alembic:1"), "a1a1");
    assertThat(cluster.runs(sample.name())).isEqualTo(1);
    assertThat(database.value("SELECT to_regclass('revisor.run')")).isEqualTo("null");
  }

  @Test
  void severalTargetsAndParametersAreHandedOn() {
    cluster
        .images()
        .push(
            "tenants:1",
            "l.sql",
            Images.table("l1l1", "", "left_side"),
            "r.sql",
            Images.revision("r1r1", "", "CREATE TABLE :\"tenant\" ();", "DROP TABLE :\"tenant\";"));
    cluster.apply(
        sample
            .image("tenants:1")
            .with("spec", "parameters", "{tenant: \"a b\"}")
            .yaml()
            .replace("target: \"head\"", "targets: [l1l1, r1r1]"));
    cluster.awaitReason(sample.name(), "Succeeded");
    assertThat(tables()).containsExactly("a b", "left_side");
    assertThat(cluster.get(sample.name()).getStatus().currentRevisions())
        .containsExactly("l1l1", "r1r1");
  }

  private void reach(Sample wanted, String... rows) {
    cluster.apply(wanted);
    var ready = cluster.awaitReason(wanted.name(), "Succeeded");
    assertThat(ready.status()).isEqualTo(Condition.Status.True);
    assertThat(stalled()).isEqualTo(Condition.Status.False);
    assertThat(database.list("SELECT version_num FROM " + versionTable())).containsExactly(rows);
    assertThat(cluster.get(wanted.name()).getStatus().currentRevisions()).containsExactly(rows);
  }

  private String versionTable() {
    return database.value("SELECT to_regclass('public.alembic_version')").equals("null")
        ? "revisor.version"
        : "public.alembic_version";
  }

  private Condition.Status stalled() {
    return TestCluster.condition(cluster.get(sample.name()), Condition.Type.Stalled).status();
  }
}
