-- revisor:revision a b
-- revisor:revises x, , x
-- revisor:mesage typo

SELECT 'before any section';
-- revisor:upgrade transaction=nope
\set ON_ERROR_STOP on
\copy assets from stdin
1	it's data
\.
COPY assets TO stdout;
SELECT 1; -- revisor:downgrade
INSERT INTO t VALUES (1;
-- revisor:upgrade
-- revisor:message late
SELECT /* never closed
-- revisor:downgrade
DROP TABLE t;
