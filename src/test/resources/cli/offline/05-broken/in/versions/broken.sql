-- revisor:revision h-1
-- revisor:nonsense x
-- revisor:created yesterday

-- revisor:upgrade
