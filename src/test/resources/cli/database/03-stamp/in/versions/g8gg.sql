-- revisor:revision g8gg
-- revisor:depends-on f7ff
-- revisor:created 2026-11-23T10:15:00Z
-- revisor:message log

-- revisor:upgrade

-- revisor:downgrade
