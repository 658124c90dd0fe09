-- revisor:revision c3cc
-- revisor:revises b2bb
-- revisor:created 2026-11-23T10:15:00Z
-- revisor:message left

-- revisor:upgrade

-- revisor:downgrade
