-- revisor:revision 510000000003
-- revisor:revises 510000000002
-- revisor:message Step 3

-- revisor:upgrade
INSERT INTO applied (revision) VALUES ('510000000003');
SELECT pg_sleep(3);
CREATE TABLE step_3 (id integer);

-- revisor:downgrade
DROP TABLE step_3;
DELETE FROM applied WHERE revision = '510000000003';
