-- Statements up to this one are done.
UPDATE revisor.progress SET finished_at = clock_timestamp()
 WHERE version_table = :versionTable AND revision = :revision AND direction = :direction
   AND ordinal <= :ordinal AND finished_at IS NULL
