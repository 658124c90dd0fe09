### bad: in a default
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
ALTER TYPE e ADD VALUE 'new' AFTER 'a';
ALTER TABLE t ADD c e DEFAULT 'new';

### bad: in rows
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
ALTER TYPE e ADD VALUE 'it''s' AFTER 'a';
UPDATE t SET b = 'it''s' WHERE id < 9;

### good: two transactions
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
ALTER TYPE e ADD VALUE 'new' AFTER 'a';
ALTER TABLE t ADD c e DEFAULT 'new';

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
CREATE TYPE fresh AS ENUM ('a');
ALTER TYPE fresh ADD VALUE 'new';
ALTER TABLE t ADD c fresh DEFAULT 'new';

### good: another value
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
ALTER TYPE e ADD VALUE 'new' AFTER 'a';
ALTER TABLE t ADD c e DEFAULT 'a';
