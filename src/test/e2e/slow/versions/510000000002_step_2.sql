-- revisor:revision 510000000002
-- revisor:revises 510000000001
-- revisor:message Step 2

-- revisor:upgrade
INSERT INTO applied (revision) VALUES ('510000000002');
SELECT pg_sleep(3);
CREATE TABLE step_2 (id integer);

-- revisor:downgrade
DROP TABLE step_2;
DELETE FROM applied WHERE revision = '510000000002';
