-- revisor:revision d4dd
-- revisor:revises c3cc
-- revisor:created 2026-11-23T10:15:00Z
-- revisor:message four

-- revisor:upgrade

-- revisor:downgrade
