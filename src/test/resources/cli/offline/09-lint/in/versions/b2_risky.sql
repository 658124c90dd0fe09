-- revisor:revision bbbb2
-- revisor:revises aaaa1
-- revisor:message Several things that want care

-- revisor:upgrade
ALTER TABLE assets
	ADD COLUMN token uuid DEFAULT gen_random_uuid(),
	ALTER COLUMN name TYPE text, ALTER COLUMN price TYPE integer;
CREATE INDEX assets_price ON assets (price);
UPDATE assets SET price = 0;

-- revisor:downgrade
ALTER TABLE assets DROP COLUMN token, DROP COLUMN name;
