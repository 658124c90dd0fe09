-- A comment of the team's, above all.
-- revisor:revision 0f
-- revisor:revises aa, bb,cc
-- revisor:labels billing, ops

-- revisor:upgrade
-- revisor:irreversible the old names are gone
