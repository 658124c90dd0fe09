CREATE SCHEMA other;
CREATE TABLE other.o (id int);
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE DOMAIN positive AS int CONSTRAINT over_zero CHECK (VALUE > 0);
CREATE TYPE pair AS (a int, b text);
CREATE COLLATION german (provider = icu, locale = 'de-DE');
CREATE SEQUENCE counter;
CREATE SEQUENCE spare;
CREATE TABLE kinds (id int PRIMARY KEY, name text UNIQUE);
CREATE TABLE things (
  id int GENERATED ALWAYS AS IDENTITY CONSTRAINT things_pkey PRIMARY KEY,
  kind int CONSTRAINT things_kind REFERENCES kinds,
  code varchar(10) NOT NULL DEFAULT 'x',
  price numeric(8,2) CONSTRAINT price_check CHECK (price > 0),
  at timestamptz, tags text[], note text, total numeric GENERATED ALWAYS AS (price * 2) STORED,
  span int4range, CONSTRAINT no_overlap EXCLUDE USING gist (span WITH &&),
  CONSTRAINT code_key UNIQUE (code));
CREATE INDEX things_at ON things (at DESC) WHERE kind > 0;
CREATE INDEX things_note ON things (lower(note));
CREATE TABLE parts (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE parent (a int); CREATE TABLE child (b int) INHERITS (parent);
CREATE TABLE gone (id int);
CREATE VIEW cheap AS SELECT id FROM things WHERE price < 5;
CREATE MATERIALIZED VIEW sums AS SELECT kind, sum(price) AS s FROM things GROUP BY kind;
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'select 1';
CREATE PROCEDURE run() LANGUAGE sql AS 'select 1';
CREATE AGGREGATE most(int) (SFUNC = int4larger, STYPE = int);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
CREATE TRIGGER touched BEFORE UPDATE ON things FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER second BEFORE INSERT ON things FOR EACH ROW EXECUTE FUNCTION touch();
CREATE POLICY mine ON things USING (kind = 1);
CREATE RULE quiet AS ON DELETE TO kinds DO INSTEAD NOTHING;
CREATE STATISTICS both_columns ON kind, price FROM things;
CREATE PUBLICATION feed FOR TABLE kinds;
CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'begin end';
CREATE EVENT TRIGGER watcher ON sql_drop EXECUTE FUNCTION watch();
GRANT SELECT ON things TO PUBLIC;
CREATE FUNCTION paired(int) RETURNS pair LANGUAGE sql AS 'select ($1, null)::pair';
CREATE CAST (int AS pair) WITH FUNCTION paired(int);
CREATE FUNCTION near(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'select $1 = $2';
CREATE OPERATOR =~= (FUNCTION = near, LEFTARG = int, RIGHTARG = int);
CREATE TYPE floats AS RANGE (SUBTYPE = float8);
CREATE FOREIGN DATA WRAPPER wrapper;
CREATE SERVER away FOREIGN DATA WRAPPER wrapper;
CREATE FOREIGN TABLE afar (id int, note text) SERVER away;
CREATE EXTENSION citext;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON SEQUENCES TO PUBLIC;
CREATE TABLE pairs (a int, b text);
