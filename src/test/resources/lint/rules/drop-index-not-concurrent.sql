### bad: a plain drop
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
DROP INDEX t_a;

### bad: two at once
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
DROP INDEX IF EXISTS public.t_a, other;

### bad: in a downgrade
--- before
CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, v varchar(10), n numeric(8,2), ts timestamp);
CREATE TABLE u (id integer PRIMARY KEY, t_id integer);
CREATE INDEX t_a ON t (a);
CREATE INDEX other ON t (b);
CREATE SCHEMA s;
CREATE TYPE e AS ENUM ('a');
CREATE VIEW v AS SELECT 1;
CREATE MATERIALIZED VIEW m AS SELECT 1;
--- upgrade transaction=none
CREATE INDEX CONCURRENTLY i ON t (b);
--- downgrade
DROP INDEX i;

### good: concurrently
--- before
CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, v varchar(10), n numeric(8,2), ts timestamp);
CREATE TABLE u (id integer PRIMARY KEY, t_id integer);
CREATE INDEX t_a ON t (a);
CREATE INDEX other ON t (b);
CREATE SCHEMA s;
CREATE TYPE e AS ENUM ('a');
CREATE VIEW v AS SELECT 1;
CREATE MATERIALIZED VIEW m AS SELECT 1;
--- upgrade transaction=none
DROP INDEX CONCURRENTLY t_a;

### good: of a new table
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
CREATE TABLE fresh (a int); CREATE INDEX f_a ON fresh (a); DROP INDEX f_a;

### good: undoing a new table's
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
CREATE TABLE x (id int);
CREATE INDEX x_id ON x (id);
--- downgrade
DROP INDEX x_id;
DROP TABLE x;
