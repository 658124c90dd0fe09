package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.Command;
import dev.revisor.support.Peers;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A changelog that Liquibase runs in one database, and Revisor imports and runs in another, leaves
/// the same schema in both, down to the names.
class ImportedChangelogIT {
  private static final String SCHEMA =
      """
      SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable,
                    column_default)
        FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name NOT LIKE 'databasechangelog%'
      UNION ALL
      SELECT indexdef FROM pg_indexes
       WHERE schemaname = 'public' AND tablename NOT LIKE 'databasechangelog%'
      UNION ALL
      SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE 'databasechangelog%'
      ORDER BY 1""";

  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
      """;

  /// Its name tells nothing; its properties are for several databases; it names the order.
  private static final String MASTER =
      HEAD
          + """
            <property name="moment" value="timestamp with time zone" dbms="postgresql"/>
            <property name="moment" value="datetime" dbms="h2,mysql"/>
            <include file="parts/2.xml" relativeToChangelogFile="true"/>
            <include file="parts/10.xml" relativeToChangelogFile="true"/>
            <include file="parts/formatted.sql" relativeToChangelogFile="true"/>
            <include file="parts/elsewhere.xml" relativeToChangelogFile="true" context="mysql"/>
            <includeAll path="parts/own/" relativeToChangelogFile="true" errorIfMissingOrEmpty="false"/>
          </databaseChangeLog>
          """;

  private static final String TABLES =
      HEAD
          + """
            <changeSet id="tables" author="me">
              <createTable tableName="FEEDS">
                <column name="ID" type="BIGINT"><constraints primaryKey="true" nullable="false"/></column>
                <column name="pushHub" type="VARCHAR(40)"/>
                <column name="seen" type="${moment}"/>
                <column name="rank" type="BIGINT" defaultValue="1"/>
                <column name="share" type="decimal(5,2)" defaultValue="0.5"/>
                <column name="open" type="boolean" defaultValue="true"/>
                <column name="code" type="varchar(3)" defaultValue="7"/>
                <column name="query" type="text" defaultValue="office = ${officeId} or it's 0"/>
              </createTable>
              <createIndex tableName="FEEDS" indexName="Feeds_by_a_name_of_more_than_the_sixty_three_bytes_that_one_may_have">
                <column name="rank"/>
              </createIndex>
            </changeSet>
          </databaseChangeLog>
          """;

  private static final String CONDITIONS =
      HEAD
          + """
            <changeSet id="there-already" author="me">
              <preConditions onFail="MARK_RAN">
                <not><columnExists tableName="FEEDS" columnName="pushHub"/></not>
              </preConditions>
              <addColumn tableName="FEEDS"><column name="pushHub" type="VARCHAR(255)"/></addColumn>
            </changeSet>
            <changeSet id="not-there" author="me">
              <preConditions onFail="MARK_RAN">
                <dbms type="postgresql"/>
                <not>
                  <or>
                    <columnExists tableName="feeds" columnName="title"/>
                    <tableExists tableName="titles"/>
                    <viewExists viewName="titles"/>
                    <sequenceExists sequenceName="titles"/>
                    <indexExists indexName="titles"/>
                    <foreignKeyConstraintExists foreignKeyName="titles"/>
                  </or>
                </not>
              </preConditions>
              <addColumn tableName="FEEDS"><column name="title" type="text"/></addColumn>
              <createIndex tableName="FEEDS" indexName="titles_of"><column name="title"/></createIndex>
            </changeSet>
            <changeSet id="elsewhere" author="me">
              <preConditions onFail="MARK_RAN"><dbms type="oracle,h2"/></preConditions>
              <sql>this runs nowhere</sql>
            </changeSet>
            <changeSet id="twin" author="me" context="postgres and !(trial or h2)">
              <addColumn tableName="FEEDS"><column name="twin" type="text"/></addColumn>
            </changeSet>
            <changeSet id="twin" author="me" context="mysql, trial">
              <addColumn tableName="FEEDS"><column name="twin" type="bigint"/></addColumn>
            </changeSet>
            <changeSet id="halts" author="me">
              <preConditions>
                <primaryKeyExists primaryKeyName="FEEDS_pkey" tableName="FEEDS"/>
                <sqlCheck expectedResult="0">SELECT count(*) FROM FEEDS</sqlCheck>
              </preConditions>
              <sql>ALTER TABLE FEEDS ADD COLUMN "it's $sql$" text DEFAULT '$do$'; SELECT 1;</sql>
            </changeSet>
          </databaseChangeLog>
          """;

  private static final String FORMATTED =
      """
      --liquibase formatted sql

      --changeset me:empty-still
      --preconditions onFail:MARK_RAN
      --precondition-sql-check expectedResult:1 SELECT count(*) FROM FEEDS
      CREATE TABLE never (id int);
      --rollback DROP TABLE never;

      --changeset me:filled
      --preconditions onFail:MARK_RAN onError:HALT
      --precondition-table-exists table:feeds
      CREATE TABLE once (id int PRIMARY KEY);
      --rollback DROP TABLE once;
      """;

  private final TestDatabase theirs = PostgresServer.newDatabase();
  private final TestDatabase ours = PostgresServer.newDatabase();

  @TempDir private Path folder;

  private void liquibase(Path changelogs) {
    var line = new ArrayList<>(Peers.liquibase());
    line.addAll(
        List.of(
            "--search-path=" + changelogs,
            "--changelog-file=all.xml",
            "--url=jdbc:postgresql://localhost:" + theirs.port() + "/" + theirs.name(),
            "--username=postgres",
            "update",
            "--contexts=Postgres"));
    Command.run(line).orFail();
  }

  private CommandLineRun revisor(String... arguments) {
    return CommandLineRun.of(folder.resolve("env"), ours, Map.of(), arguments);
  }

  @Test
  void leavesWhatLiquibaseLeaves() throws IOException {
    var changelogs = folder.resolve("changelogs");
    Files.createDirectories(changelogs.resolve("parts"));
    Files.createDirectories(folder.resolve("env/versions"));
    Files.writeString(changelogs.resolve("all.xml"), MASTER);
    Files.writeString(changelogs.resolve("parts/2.xml"), TABLES);
    Files.writeString(changelogs.resolve("parts/10.xml"), CONDITIONS);
    Files.writeString(changelogs.resolve("parts/formatted.sql"), FORMATTED);
    Files.writeString(changelogs.resolve("parts/elsewhere.xml"), TABLES.replace("FEEDS", "OTHERS"));
    liquibase(changelogs);

    var said =
        revisor("import", "liquibase", changelogs.toString(), "-x", "liquibase_contexts=Postgres")
            .endsWith(0)
            .said();
    revisor("upgrade", "head").endsWith(0);

    assertThat(said)
        .contains("left out, since PostgreSQL does not run them: moment, elsewhere")
        .contains("left as they are within quotes", ": ${officeId}")
        .doesNotContain("not kept")
        .contains("imported 7 of 7");
    assertThat(ours.list(SCHEMA)).isEqualTo(theirs.list(SCHEMA)).hasSizeGreaterThan(10);
  }

  @Test
  void doesNotUndoWhatMayNotHaveBeenDone() throws IOException {
    var changelogs = Files.createDirectories(folder.resolve("changelogs"));
    Files.createDirectories(folder.resolve("env/versions"));
    Files.writeString(changelogs.resolve("changelog.sql"), FORMATTED);
    ours.execute("CREATE TABLE feeds (id int)");
    revisor("import", "liquibase", changelogs.toString()).endsWith(0);
    revisor("upgrade", "head").endsWith(0);

    assertThat(revisor("downgrade", "-1").endsWith(5).said())
        .contains("whether the changeset's precondition held is not known");
  }
}
