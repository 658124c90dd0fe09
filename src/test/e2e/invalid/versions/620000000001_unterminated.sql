-- revisor:revision 620000000001
-- revisor:message A script that does not end its string

-- revisor:upgrade
CREATE TABLE good (id integer);
INSERT INTO good VALUES ('1);
