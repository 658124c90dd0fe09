-- revisor:revision f7ff
-- revisor:revises f6ff
-- revisor:created 2026-11-23T10:15:00Z
-- revisor:message more net

-- revisor:upgrade

-- revisor:downgrade
