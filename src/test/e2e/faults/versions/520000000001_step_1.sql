-- revisor:revision 520000000001
-- revisor:message Step 1

-- revisor:upgrade
CREATE TABLE applied (revision text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
INSERT INTO applied (revision) VALUES ('520000000001');
SELECT pg_sleep(0.6);
CREATE TABLE step_1 (id integer);

-- revisor:downgrade
DROP TABLE step_1;
DROP TABLE applied;
