-- revisor:revision 520000000005
-- revisor:revises 520000000004
-- revisor:message Step 5

-- revisor:upgrade
INSERT INTO applied (revision) VALUES ('520000000005');
SELECT pg_sleep(0.6);
CREATE TABLE step_5 (id integer);

-- revisor:downgrade
DROP TABLE step_5;
DELETE FROM applied WHERE revision = '520000000005';
