package dev.revisor.lint;

import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;

/// Tables with rows, in a database and as scripts make them.
final class TruthTables {
  static final String SQL =
      """
      CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, v varchar(10), n numeric(8,2),
        ts timestamp, CONSTRAINT b_there CHECK (b IS NOT NULL));
      CREATE TABLE u (id integer PRIMARY KEY, t_id integer);
      CREATE INDEX t_a ON t (a);
      CREATE UNIQUE INDEX t_n ON t (n);
      ALTER TABLE t ADD CONSTRAINT known CHECK (a < 1000) NOT VALID;
      CREATE SCHEMA other;
      CREATE TABLE p (k integer) PARTITION BY LIST (k);
      CREATE TABLE p0 PARTITION OF p FOR VALUES IN (0);
      CREATE TABLE q (k integer);
      CREATE FUNCTION quick() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
      CREATE FUNCTION slow() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
      CREATE FUNCTION fires() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      """;

  private TruthTables() {}

  static TestDatabase newDatabase() {
    var database = PostgresServer.newDatabase();
    database.execute(SQL);
    database.execute("INSERT INTO t SELECT g, g, 'x', 'v', g, now() FROM generate_series(1, 9) g");
    database.execute("INSERT INTO u SELECT g, g FROM generate_series(1, 9) g");
    return database;
  }
}
