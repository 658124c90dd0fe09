-- revisor:revision d4dd
-- revisor:revises b2bb
-- revisor:labels shop
-- revisor:created 2026-11-23T10:15:00Z
-- revisor:message right

-- revisor:upgrade

-- revisor:downgrade
