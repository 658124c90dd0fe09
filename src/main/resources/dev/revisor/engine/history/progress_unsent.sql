-- Statements that have no end count as never sent.
DELETE FROM revisor.progress
 WHERE version_table = :versionTable AND revision = :revision AND direction = :direction
   AND finished_at IS NULL
