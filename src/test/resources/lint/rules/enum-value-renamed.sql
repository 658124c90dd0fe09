### bad: a value
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
ALTER TYPE e RENAME VALUE 'a' TO 'b';

### good: a new type
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
CREATE TYPE e AS ENUM ('a'); ALTER TYPE e RENAME VALUE 'a' TO 'b';

### good: the type
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
ALTER TYPE e RENAME TO f;
