### bad: an update
--- before
CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, v varchar(10), n numeric(8,2), ts timestamp);
CREATE TABLE u (id integer PRIMARY KEY, t_id integer);
CREATE INDEX t_a ON t (a);
CREATE INDEX other ON t (b);
CREATE SCHEMA s;
CREATE TYPE e AS ENUM ('a');
CREATE VIEW v AS SELECT 1;
CREATE MATERIALIZED VIEW m AS SELECT 1;
--- upgrade
ALTER EXTENSION postgis UPDATE;

### bad: a table that a body names
--- before
CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, v varchar(10), n numeric(8,2), ts timestamp);
CREATE TABLE u (id integer PRIMARY KEY, t_id integer);
CREATE INDEX t_a ON t (a);
CREATE INDEX other ON t (b);
CREATE SCHEMA s;
CREATE TYPE e AS ENUM ('a');
CREATE VIEW v AS SELECT 1;
CREATE MATERIALIZED VIEW m AS SELECT 1;
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT max(a) FROM t); END $$;
--- upgrade
DROP TABLE t;

### bad: a column that a body names
--- before
CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, v varchar(10), n numeric(8,2), ts timestamp);
CREATE TABLE u (id integer PRIMARY KEY, t_id integer);
CREATE INDEX t_a ON t (a);
CREATE INDEX other ON t (b);
CREATE SCHEMA s;
CREATE TYPE e AS ENUM ('a');
CREATE VIEW v AS SELECT 1;
CREATE MATERIALIZED VIEW m AS SELECT 1;
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT max(a) FROM t); END $$;
--- upgrade
ALTER TABLE t RENAME a TO c;

### good: an extension
--- before
CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, v varchar(10), n numeric(8,2), ts timestamp);
CREATE TABLE u (id integer PRIMARY KEY, t_id integer);
CREATE INDEX t_a ON t (a);
CREATE INDEX other ON t (b);
CREATE SCHEMA s;
CREATE TYPE e AS ENUM ('a');
CREATE VIEW v AS SELECT 1;
CREATE MATERIALIZED VIEW m AS SELECT 1;
--- upgrade
CREATE EXTENSION IF NOT EXISTS pgcrypto;

### good: a column that no body names
--- before
CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, v varchar(10), n numeric(8,2), ts timestamp);
CREATE TABLE u (id integer PRIMARY KEY, t_id integer);
CREATE INDEX t_a ON t (a);
CREATE INDEX other ON t (b);
CREATE SCHEMA s;
CREATE TYPE e AS ENUM ('a');
CREATE VIEW v AS SELECT 1;
CREATE MATERIALIZED VIEW m AS SELECT 1;
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT max(a) FROM t); END $$;
--- upgrade
ALTER TABLE t DROP b;

### good: a function that is gone
--- before
CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, v varchar(10), n numeric(8,2), ts timestamp);
CREATE TABLE u (id integer PRIMARY KEY, t_id integer);
CREATE INDEX t_a ON t (a);
CREATE INDEX other ON t (b);
CREATE SCHEMA s;
CREATE TYPE e AS ENUM ('a');
CREATE VIEW v AS SELECT 1;
CREATE MATERIALIZED VIEW m AS SELECT 1;
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT max(a) FROM t); END $$;
--- upgrade
DROP FUNCTION f();
DROP TABLE t;

### good: the same column of another table
--- before
CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, v varchar(10), n numeric(8,2), ts timestamp);
CREATE TABLE u (id integer PRIMARY KEY, t_id integer);
CREATE INDEX t_a ON t (a);
CREATE INDEX other ON t (b);
CREATE SCHEMA s;
CREATE TYPE e AS ENUM ('a');
CREATE VIEW v AS SELECT 1;
CREATE MATERIALIZED VIEW m AS SELECT 1;
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT max(a) FROM t); END $$;
ALTER TABLE u ADD a int;
--- upgrade
ALTER TABLE u DROP a;
