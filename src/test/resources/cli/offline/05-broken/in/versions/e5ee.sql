-- revisor:revision e5ee
-- revisor:revises a1aa
-- revisor:created 2026-11-23T10:15:00Z
-- revisor:message five

-- revisor:upgrade

-- revisor:downgrade
