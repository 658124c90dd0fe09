### bad: two tables
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
ALTER TABLE t ADD x int; ALTER TABLE u ADD x int;

### bad: dropped together
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
DROP TABLE t; DROP TABLE u;

### good: one table twice
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
ALTER TABLE t ADD x int; ALTER TABLE public.t ADD y int;

### good: a new one and an old one
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
CREATE TABLE fresh (a int); ALTER TABLE fresh ADD b int; ALTER TABLE t ADD x int;

### good: transaction=none
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
ALTER TABLE t ADD x int; ALTER TABLE u ADD x int;

### good: weaker locks
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
ALTER TABLE t VALIDATE CONSTRAINT c; ALTER TABLE u VALIDATE CONSTRAINT d;

### good: undoing the upgrade
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
CREATE TABLE y (id int);
--- downgrade
DROP TABLE y;
DROP TABLE x;
ALTER TABLE t ALTER a SET DEFAULT 1;
