-- revisor:revision 710000000002
-- revisor:revises 710000000001
-- revisor:message Fill a table that somebody else makes

-- revisor:upgrade
INSERT INTO granted (step) VALUES ('2');

-- revisor:downgrade
DELETE FROM granted WHERE step = '2';
