-- Statements from this one on had no effect: the server said so.
DELETE FROM revisor.progress
 WHERE version_table = :versionTable AND revision = :revision AND direction = :direction
   AND ordinal >= :ordinal
