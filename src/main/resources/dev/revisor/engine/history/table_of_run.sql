-- The version table that a run was for.
SELECT r.version_table FROM revisor.run r WHERE r.id = :id
