-- What PostgreSQL accepts, in the order of its manual. Each statement gives one result; the server
-- counts them for the test.

-- 4.1.1 identifiers
CREATE TABLE t (id int PRIMARY KEY, "a;b" text, "quo""te;" text, dol$lar int, été int, U&"d!0061ta;" UESCAPE '!' int);
CREATE TABLE "BEGIN" ("begin" int, atomic int, begins int[], "end" int);
SELECT "a;b", "quo""te;", t.dol$lar, été, data FROM (SELECT "a;b", "quo""te;", dol$lar, été, U&"d\0061ta;" AS data FROM t) t;

-- 4.1.2.1 strings
SELECT 'a;b', '', '''', ''';', 'a\';
SELECT 'foo'
  'bar;', 'foo' -- ';
  -- and '
  'bar\';
SELECT N'national;', 'multi
line;
';
-- 4.1.2.2
SELECT E'a\';b', e'\\', E'it''s\n;', E'\x41\101\u0041;';
SELECT E'a'
 '\';b', E'c' -- ;
 '\';d'
 ';e\\';
-- 4.1.2.3
SELECT U&'d\0061t\+000061;', U&'d!0061;' UESCAPE '!', u&'''\\;';
-- 4.1.2.4
SELECT $$;$$, $$a'b"c--d/*$$, $tag$ $$ ; $other$ $tag $TAG$ ;$tag$, $été_1$;$été_1$, $a$ $$a$;
DO $body$ BEGIN PERFORM 1; PERFORM $$;$$; PERFORM '$body'; END; $body$;
-- 4.1.2.5
SELECT B'1001', X'1FF', b'', x'0';
-- 4.1.2.6
SELECT 42, 3.5, 4., .001, 5e2, 1.925e-3, 1_500_000, 0b1001, 0o273, 0x42F, 0XFFFF, 1.5_0;
SELECT (ARRAY[1,2,3])[1:2], (ARRAY[1,2,3])[:2], (ARRAY[1,2,3])[2:], (ARRAY[1,2,3])[:];
-- 4.1.2.7
SELECT int '1', float8 '1.5', '1'::int::text, CAST('1' AS int);
-- 4.1.3
SELECT 2 */* ; */3, 2 +--;
3, 2 - -1, 1 <--;
2, @ -5, 5 != -4, 1 OPERATOR(pg_catalog.+) 2;
SELECT '{"a;":1}'::jsonb ? 'a;', '{"a":1}'::jsonb ?| array['b'], '{"a":{"b":1}}'::jsonb #>> '{a,b}', '{}'::jsonb @> '{}';
-- 4.1.5
SELECT /* ; /* nested ; */ ; */ 1 /**/ + /***/ 2 /* **/ -- ; /*
;
SELECT 1 -- no semicolon before the comment ends ;
;;
; /* empty; statements */ ;

-- 4.3
CREATE FUNCTION named(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql AS 'SELECT a + b;';
SELECT named(a => 1, b => 2), named(1, b := 2);

-- bodies
CREATE FUNCTION atomic_one(a int) RETURNS int BEGIN ATOMIC SELECT a; END;
CREATE OR REPLACE FUNCTION atomic_two(begin int, atomic int) RETURNS int LANGUAGE sql
BEGIN ATOMIC
  SELECT begin; -- END;
  SELECT CASE WHEN begin > 1 THEN CASE atomic WHEN 1 THEN 1 ELSE 2 END ELSE 3 END;
  SELECT 'END;' /* END; */;
  ;
  SELECT begin + atomic;
END;
CREATE FUNCTION atomic_end() RETURNS int BEGIN ATOMIC SELECT 1 END; SELECT 2 AS end; END;
CREATE FUNCTION atomic_options() RETURNS int BEGIN ATOMIC SELECT (1); END;
CREATE OR REPLACE PROCEDURE atomic_empty() BEGIN ATOMIC END;
CREATE PROCEDURE atomic_insert(a int)
  BEGIN ATOMIC
    INSERT INTO t (id) VALUES (a);
    INSERT INTO t (id) SELECT a + 1 WHERE EXISTS (SELECT 1 FROM t WHERE id = CASE a WHEN 1 THEN 1 END);
  END;
CREATE FUNCTION returns(a int) RETURNS int IMMUTABLE RETURN CASE a WHEN 1 THEN 2 ELSE 3 END;
CREATE TYPE begin AS (a int);
CREATE FUNCTION returns_begin() RETURNS begin BEGIN ATOMIC SELECT ROW(1)::begin; END;
CREATE FUNCTION sets() RETURNS int SET search_path = begin, atomic BEGIN ATOMIC SELECT 1; END;
CREATE FUNCTION plpgsql(a int) RETURNS int LANGUAGE plpgsql AS $function$
BEGIN
  IF a > 1 THEN RETURN 1; END IF;
  RETURN CASE WHEN a = 1 THEN 2 ELSE 3 END;
END;
$function$;
SELECT begin, atomic FROM (SELECT 1 AS begin, 2 AS atomic) x;
SELECT 1 begin;
SELECT 1 END;

-- parentheses
CREATE TABLE log (id int, what text);
CREATE RULE r AS ON UPDATE TO t DO ALSO (INSERT INTO log VALUES (new.id, 'a;'); INSERT INTO log VALUES (old.id, 'b'););
CREATE RULE r2 AS ON DELETE TO t DO ALSO (DELETE FROM log WHERE id = old.id; NOTIFY r2);
SELECT ((1), (2)), ')', $$($$, "(" FROM (SELECT 1 AS "(") x;
CREATE TABLE parts (id int, CHECK (id > (0)), CHECK ((id) < (10))) PARTITION BY RANGE (id);

-- statements of many kinds
CREATE VIEW v AS SELECT id FROM t;
COMMENT ON TABLE t IS 'a; b';
GRANT SELECT ON t TO PUBLIC;
CREATE TABLE u (id int PRIMARY KEY);
INSERT INTO u (id) VALUES (1), (2) ON CONFLICT (id) DO UPDATE SET id = excluded.id RETURNING id;
MERGE INTO u USING (SELECT 3 AS id) s ON u.id = s.id WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);
WITH x AS (SELECT 1 AS a), y AS (INSERT INTO log VALUES (1, ';') RETURNING id) SELECT * FROM x, y;
EXPLAIN (COSTS off) SELECT 1;
PREPARE p (int) AS SELECT $1 + 1, $$;$$;
EXECUTE p(1);
DEALLOCATE p;
PREPARE transaction AS SELECT 1;
SET LOCAL search_path = public, pg_catalog;
SET LOCAL standard_conforming_strings = on;
SHOW search_path;
DECLARE c CURSOR FOR SELECT 1;
FETCH ALL FROM c;
CLOSE c;
LISTEN channel;
NOTIFY channel, 'a;b';
CREATE DOMAIN d AS text CHECK (VALUE ~ '^[;a-z]+$');
CREATE TYPE e AS ENUM ('a;', 'b');
ALTER TYPE e ADD VALUE 'c' BEFORE 'b';
CREATE INDEX i ON t ((("a;b" || ';'))) WHERE id > 0;
CREATE SCHEMA s CREATE TABLE s1 (a int) CREATE VIEW s2 AS SELECT a FROM s1;
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
SELECT 1 === 1, 1 ===/* ; */1;
CREATE AGGREGATE agg (int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
CREATE POLICY pol ON t USING (id > 0);
CREATE TABLE xml_ish AS SELECT '<a>;</a>' AS x;
TRUNCATE log;
TABLE t;
VALUES (1, ';'), (2, $$;$$);
(SELECT 1);
CALL atomic_insert(10);
LOCK TABLE t IN SHARE MODE;
DROP TABLE log CASCADE
