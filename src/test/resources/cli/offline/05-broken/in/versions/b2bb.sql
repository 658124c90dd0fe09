-- revisor:revision b2bb
-- revisor:revises nope
-- revisor:created 2026-11-23T10:15:00Z
-- revisor:message two

-- revisor:upgrade

-- revisor:downgrade
