-- revisor:revision 720000000002
-- revisor:revises 720000000001
-- revisor:message Nothing to stand on

-- revisor:upgrade
CREATE TABLE orphan (id integer);

-- revisor:downgrade
DROP TABLE orphan;
