-- revisor:revision 710000000001
-- revisor:message Create accounts

-- revisor:upgrade
CREATE TABLE accounts (id bigint PRIMARY KEY, note text);

-- revisor:downgrade
DROP TABLE accounts;
