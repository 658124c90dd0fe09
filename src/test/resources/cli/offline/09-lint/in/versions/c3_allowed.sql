-- revisor:revision cccc3
-- revisor:revises bbbb2

-- revisor:upgrade
-- revisor:allow drop-column nobody has read it since release 7
ALTER TABLE assets DROP COLUMN token;
-- revisor:allow rename-colum typing error
-- revisor:allow rename-column
ALTER TABLE assets RENAME COLUMN price TO amount;

-- revisor:irreversible the tokens are gone
