-- revisor:revision a1aa
-- revisor:created 2026-11-23T10:15:00Z
-- revisor:message create account

-- revisor:upgrade

-- revisor:downgrade
