-- revisor:revision 710000000003
-- revisor:revises 710000000002
-- revisor:message Drop the note

-- revisor:upgrade
ALTER TABLE accounts DROP COLUMN note;

-- revisor:downgrade
ALTER TABLE accounts ADD COLUMN note text;
