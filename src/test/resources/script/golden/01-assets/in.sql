-- revisor:revision 3f2a9c1b7d4e
-- revisor:revises 1975ea83b712
-- revisor:labels billing
-- revisor:depends-on ae1027a6acf0
-- revisor:created 2026-11-23T10:15:00Z
-- revisor:message Create asset tables

-- revisor:upgrade
CREATE TABLE asset_types (id integer PRIMARY KEY, name text NOT NULL UNIQUE);
COPY asset_types (id, name) FROM stdin;
1	building
2	vehicle
\.

-- revisor:downgrade
DROP TABLE asset_types;
