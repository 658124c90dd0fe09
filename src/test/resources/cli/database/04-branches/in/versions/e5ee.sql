-- revisor:revision e5ee
-- revisor:revises c3cc, d4dd
-- revisor:created 2026-11-23T10:15:00Z
-- revisor:message merge em

-- revisor:upgrade

-- revisor:downgrade
