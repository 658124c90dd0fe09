-- revisor:revision b2bb
-- revisor:revises a1aa
-- revisor:created 2026-11-23T10:15:00Z
-- revisor:message add address

-- revisor:upgrade

-- revisor:downgrade
