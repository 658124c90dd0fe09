-- revisor:revision c41f0b7d92ae
-- revisor:revises 7de8469a594f
-- revisor:created 2026-11-23T10:15:00Z
-- revisor:message Add currency to assets

-- revisor:upgrade
ALTER TABLE assets ADD COLUMN currency char(3) NOT NULL DEFAULT 'EUR';

-- revisor:downgrade
ALTER TABLE assets DROP COLUMN currency;
