-- revisor:revision 520000000003
-- revisor:revises 520000000002
-- revisor:message Step 3

-- revisor:upgrade
INSERT INTO applied (revision) VALUES ('520000000003');
SELECT pg_sleep(0.6);
CREATE TABLE step_3 (id integer);

-- revisor:downgrade
DROP TABLE step_3;
DELETE FROM applied WHERE revision = '520000000003';
