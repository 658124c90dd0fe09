-- revisor:revision c3cc
-- revisor:revises d4dd
-- revisor:created 2026-11-23T10:15:00Z
-- revisor:message three

-- revisor:upgrade

-- revisor:downgrade
