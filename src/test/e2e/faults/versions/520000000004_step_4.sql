-- revisor:revision 520000000004
-- revisor:revises 520000000003
-- revisor:message Step 4

-- revisor:upgrade
INSERT INTO applied (revision) VALUES ('520000000004');
SELECT pg_sleep(0.6);
CREATE TABLE step_4 (id integer);

-- revisor:downgrade
DROP TABLE step_4;
DELETE FROM applied WHERE revision = '520000000004';
