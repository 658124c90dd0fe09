-- revisor:revision 520000000002
-- revisor:revises 520000000001
-- revisor:message Step 2

-- revisor:upgrade
INSERT INTO applied (revision) VALUES ('520000000002');
SELECT pg_sleep(0.6);
CREATE TABLE step_2 (id integer);

-- revisor:downgrade
DROP TABLE step_2;
DELETE FROM applied WHERE revision = '520000000002';
