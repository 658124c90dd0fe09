-- revisor:revision f6ff
-- revisor:labels net
-- revisor:depends-on b2bb
-- revisor:created 2026-11-23T10:15:00Z
-- revisor:message net

-- revisor:upgrade

-- revisor:downgrade
